package dev.cutover.acceptance.cloud;

import org.junit.jupiter.api.DisplayName;

@DisplayName("our client and the simulator")
class OurClientTest extends CloudContract {

    OurClientTest() {
        super(OurCaller::new);
    }
}
