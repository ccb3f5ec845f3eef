//! What the backend makes of places that are none.

use session_client::{Backend, HttpBackend};
use session_model::CallErrorKind;

#[tokio::test]
async fn a_place_that_is_none_is_a_network_that_is_not_there() {
    for no_url in ["", "no url", "//x"] {
        let error = HttpBackend::new(no_url).list_projects().await.unwrap_err();
        assert_eq!(error.kind, CallErrorKind::Network, "{no_url}");
    }
}
