//! Every case, on the platform that tests run on.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use contract::{Platform, World};
use tokio::net::TcpListener;

#[tokio::test]
async fn every_case_holds() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let serving = tokio::spawn(contract::peer::serve(listener, None));
    let world = World::find(host, Platform::Native).await.unwrap();
    let mut failed = Vec::new();
    contract::run(&world, |outcome| {
        failed.extend(
            outcome
                .result
                .err()
                .map(|wrong| format!("{}: {wrong}", outcome.name)),
        );
    })
    .await;
    serving.abort();
    assert!(failed.is_empty(), "{failed:#?}");
}
