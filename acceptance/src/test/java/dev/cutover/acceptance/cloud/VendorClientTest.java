package dev.cutover.acceptance.cloud;

import org.junit.jupiter.api.DisplayName;

@DisplayName("the vendor's client and the simulator")
class VendorClientTest extends CloudContract {

    VendorClientTest() {
        super(VendorCaller::new);
    }
}
