//! A hostile network costs a client time, never a word.

use std::process::Command;

use tests::network::{campaign, crowd, recordings};

/// `cargo xtask faults` tries many more, with other seeds.
#[test]
fn every_schedule_of_faults_ends_in_the_same_transcript() {
    let (mut differ, mut faults) = (Vec::new(), 0);
    campaign(&recordings().unwrap(), 0..96, |outcome| {
        match outcome.result {
            Ok(report) => faults += report.faults,
            Err(difference) => differ.push(format!("{}: {difference}", outcome.name)),
        }
    })
    .unwrap();
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    assert!(faults > 96, "only {faults} faults were met");
}

/// `cargo xtask faults --clients 200` does the same at length.
#[test]
fn many_clients_of_one_gateway_miss_nothing() {
    let mut server = Command::new(env!("CARGO_BIN_EXE_faults"));
    server.args(["--serve", "--clients", "20", "--seconds", "3"]);
    let figures = crowd(&mut server, 3).unwrap();
    assert_eq!((figures.received, figures.differ), (figures.sent, 0));
    assert!(figures.sent > 20 * 4_000, "{figures:?}");
}
