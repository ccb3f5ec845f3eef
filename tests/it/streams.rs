//! Cut, replayed and repeated streams end in the same transcript as undisturbed ones.

use proptest::prelude::*;
use session_model::{Effect, Link};
use session_wire::call::WorkerVersion;
use tests::Recording;

use crate::peer::{Peer, SESSION};

/// Recordings that are small enough to be folded some hundred times.
const SMALL: [&str; 6] = [
    "reasoning",
    "question",
    "permission",
    "subagent",
    "error",
    "abort",
];

fn undisturbed(frames: &[String]) -> Peer {
    let mut peer = Peer::live(&WorkerVersion::V2);
    peer.frames(frames);
    peer
}

/// What is drawn, as text: turns, their rows and what the rows show.
fn drawn(peer: &Peer) -> String {
    use std::fmt::Write as _;
    let session_model::AnySession::V2(session) = peer.active() else {
        panic!("the session is V2")
    };
    let transcript = session.transcript();
    let mut drawn = String::new();
    for turn in transcript.turns(session_model::ThreadId::ROOT) {
        for row in &transcript.turn(turn).unwrap().rows {
            writeln!(drawn, "{:?}", transcript.row(*row)).unwrap();
        }
    }
    drawn
}

fn assert_same(disturbed: &Peer, undisturbed: &Peer) {
    assert_eq!(disturbed.messages(0), undisturbed.messages(0));
    assert_eq!(drawn(disturbed), drawn(undisturbed));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn cut_anywhere_and_resumed_from_the_cursor(name in prop::sample::select(&SMALL[..]), cut in 0.0..1.0_f64) {
        let frames = Recording::read(WorkerVersion::V2, name).frames(SESSION);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "an index")]
        let cut = (frames.len() as f64 * cut) as usize;
        let mut peer = Peer::live(&WorkerVersion::V2);
        peer.frames(&frames[..cut]);
        let stream = peer.stream();
        peer.link(stream, Link::Closed { code: 1006, reason: String::new() });
        let timer = peer.effects.iter().rev().find_map(|effect| match effect {
            Effect::SetTimer { timer, .. } => Some(*timer),
            _ => None,
        });
        peer.input(session_model::Input::Timer(timer.unwrap()));
        let from = peer.effects.iter().rev().find_map(|effect| match effect {
            Effect::OpenStream(request) => Some(request.from),
            _ => None,
        });
        let resumed = from.unwrap().map_or(0, |id| usize::try_from(id.0).unwrap());
        prop_assert_eq!(resumed, cut);
        peer.frames(&frames[resumed..]);
        assert_same(&peer, &undisturbed(&frames));
    }

    #[test]
    fn repeated_frames_change_nothing(name in prop::sample::select(&SMALL[..]), from in 0.0..1.0_f64, seed in any::<u64>()) {
        let frames = Recording::read(WorkerVersion::V2, name).frames(SESSION);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "an index")]
        let from = (frames.len() as f64 * from) as usize;
        let mut disturbed = Vec::new();
        for (index, frame) in frames.iter().enumerate() {
            disturbed.push(frame.clone());
            // A frame may come twice in a row, and a tail of the stream once more at the end.
            if (seed >> (index % 64)) & 1 == 1 {
                disturbed.push(frame.clone());
            }
        }
        let mut peer = Peer::live(&WorkerVersion::V2);
        peer.frames(&disturbed);
        peer.frames(&frames[from..]);
        assert_same(&peer, &undisturbed(&frames));
    }
}
