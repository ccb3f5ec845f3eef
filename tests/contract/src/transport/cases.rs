//! The cases of a transport.

use session_client::MAX_FRAME;

use super::Client::{Drop, GiveUp, Leave, Listen, ListenLate, ListenUpTo, LosePatience};
use super::Peer::{Hang, Ignore, NoTls, Nobody, Nowhere, Refuse, Take};
use super::Step::{
    Binary, Close, CloseWithoutCode, Cut, Flood, Long, NoText, Ping, Query, Reset, Text,
};
use super::{Case, Expected, Peer};
use crate::Difference;

/// Why a refused upgrade is a mere loss there.
const HIDDEN: &str = "browsers tell pages nothing of an upgrade that failed";

/// Why a page cannot cut.
const NO_CUT: &str =
    "a page can only take leave of a server, and gives no code without being asked";

/// Why a slow reader's connection is given up there.
const NO_BACK_PRESSURE: &str = "browsers take in whatever comes, so the connection is given up \
    and the next one goes on; elsewhere the server has to wait";

/// Why no frame is too long to be read there.
const NO_LIMIT: &str =
    "browsers give pages each frame whole, so any can be left out; elsewhere memory has an end";

/// Everything that a transport must do.
pub const CASES: &[Case] = &[
    case(
        "frames-in-order-and-the-close-last",
        Take(&[
            Text("1"),
            Text("2"),
            Text(""),
            Text("Grüße 🦀"),
            Close(1000, "bye"),
        ]),
        &["1", "2", "", "Grüße 🦀", "closed 1000 bye"],
    ),
    case(
        "the-url-as-it-is",
        Take(&[Query, Close(1000, "")]),
        &["fromId=42&ticket=a.b-c%3Dd%26e", "closed 1000"],
    ),
    case(
        "only-text",
        Take(&[Binary, Ping, Text("a"), Binary, Close(1000, "")]),
        &["a", "closed 1000"],
    ),
    // Each code that a server of this protocol may close with.
    case("close-1000", Take(&[Close(1000, "")]), &["closed 1000"]),
    case(
        "close-1001",
        Take(&[Close(1001, "going away")]),
        &["closed 1001 going away"],
    ),
    case("close-1003", Take(&[Close(1003, "")]), &["closed 1003"]),
    case(
        "close-1008",
        Take(&[Close(1008, "ticket expired")]),
        &["closed 1008 ticket expired"],
    ),
    case("close-1009", Take(&[Close(1009, "")]), &["closed 1009"]),
    case(
        "close-1011",
        Take(&[Close(1011, "broken")]),
        &["closed 1011 broken"],
    ),
    case(
        "close-1012",
        Take(&[Close(1012, "restart")]),
        &["closed 1012 restart"],
    ),
    case(
        "close-1013",
        Take(&[Close(1013, "later")]),
        &["closed 1013 later"],
    ),
    case(
        "close-4001",
        Take(&[Close(4001, "Überlänge")]),
        &["closed 4001 Überlänge"],
    ),
    case(
        "close-without-code",
        Take(&[CloseWithoutCode]),
        &["closed 1005"],
    ),
    Case {
        expected: Expected {
            hears: &["closed 4001"],
            peer: Some("closed 4001"),
        },
        ..case("a-close-is-answered", Take(&[Close(4001, "")]), &[])
    },
    refusal(
        "refused-401",
        401,
        &["closed 1006 The server refused the connection: HTTP 401."],
    ),
    refusal(
        "refused-403",
        403,
        &["closed 1006 The server refused the connection: HTTP 403."],
    ),
    refusal(
        "refused-426",
        426,
        &["closed 1006 The server refused the connection: HTTP 426."],
    ),
    refusal(
        "refused-503",
        503,
        &["closed 1006 The server refused the connection: HTTP 503."],
    ),
    refusal(
        "no-upgrade-200",
        200,
        &["closed 1006 The server refused the connection: HTTP 200."],
    ),
    case("hung-up-before-a-word", Hang, &["closed 1006…"]),
    case("cut", Take(&[Text("a"), Cut]), &["a", "closed 1006…"]),
    case("cut-before-a-word", Take(&[Cut]), &["closed 1006…"]),
    case("reset", Take(&[Reset]), &["closed 1006…"]),
    Case {
        in_browsers: Some(Difference {
            expected: Expected {
                hears: &["a", "closed 1006…"],
                peer: None,
            },
            why: "browsers fail such a connection without a code",
        }),
        ..case(
            "text-that-is-none",
            Take(&[Text("a"), NoText, Text("b")]),
            &["a", "closed 1007 A frame is no UTF-8."],
        )
    },
    case(
        "a-frame-as-long-as-allowed",
        Take(&[Long(MAX_FRAME), Close(1000, "")]),
        &["67108864 bytes", "closed 1000"],
    ),
    case(
        "a-longer-frame",
        Take(&[Text("a"), Long(MAX_FRAME + 1), Text("b"), Close(1000, "")]),
        &[
            "a",
            "67108865 bytes from x on, left out",
            "b",
            "closed 1000",
        ],
    ),
    // Bytes are counted, and neither letters nor UTF-16 units.
    Case {
        client: ListenUpTo(10),
        ..case(
            "frames-up-to-a-limit",
            Take(&[
                Text("1234567890"),
                Text("Grüße 🦀"),
                Text("12345678901"),
                Text("🦀🦀"),
                Close(1000, ""),
            ]),
            &[
                "1234567890",
                "12 bytes from G on, left out",
                "11 bytes from 1 on, left out",
                "🦀🦀",
                "closed 1000",
            ],
        )
    },
    Case {
        client: ListenUpTo(10),
        in_browsers: Some(Difference {
            expected: Expected {
                hears: &["a", "81 bytes from x on, left out", "b", "closed 1000"],
                peer: None,
            },
            why: NO_LIMIT,
        }),
        ..case(
            "a-frame-beyond-reading",
            Take(&[Text("a"), Long(81), Text("b"), Close(1000, "")]),
            &["a", "closed 1009 A frame is longer than 80 bytes."],
        )
    },
    // One is taken in before the client waits.
    Case {
        client: ListenLate,
        in_browsers: Some(Difference {
            expected: Expected {
                hears: &["#0 to #65536", "behind"],
                peer: None,
            },
            why: NO_BACK_PRESSURE,
        }),
        ..case(
            "a-flood-of-frames",
            Take(&[Flood(80_000, 900), Close(1000, "")]),
            &["#0 to #79999", "closed 1000"],
        )
    },
    Case {
        client: ListenLate,
        in_browsers: Some(Difference {
            expected: Expected {
                hears: &["#0 to #64", "behind"],
                peer: None,
            },
            why: NO_BACK_PRESSURE,
        }),
        ..case(
            "a-flood-of-bytes",
            Take(&[Flood(80, 1 << 20), Close(1000, "")]),
            &["#0 to #79", "closed 1000"],
        )
    },
    case("nobody-there", Nobody, &["closed 1006…"]),
    case("no-tls-there", NoTls, &["closed 1006…"]),
    case("no-url", Nowhere(""), &["closed 1006…"]),
    case(
        "no-url-but-words",
        Nowhere("no url?ticket=hush"),
        &["closed 1006…"],
    ),
    case(
        "another-scheme",
        Nowhere("ftp://127.0.0.1/?ticket=hush"),
        &["closed 1006…"],
    ),
    case("no-host", Nowhere("ws://?ticket=hush"), &["closed 1006…"]),
    case(
        "half-an-address",
        Nowhere("ws://[::?ticket=hush"),
        &["closed 1006…"],
    ),
    case(
        "no-port",
        Nowhere("ws://127.0.0.1:99999/?ticket=hush"),
        &["closed 1006…"],
    ),
    case(
        "a-space",
        Nowhere("ws://127.0.0.1:1/a b?ticket=hush"),
        &["closed 1006…"],
    ),
    Case {
        client: Leave,
        expected: Expected {
            hears: &["hello"],
            peer: Some("closed 1000"),
        },
        ..case("leaving-tells-the-peer", Take(&[Text("hello")]), &[])
    },
    Case {
        client: Drop,
        expected: Expected {
            hears: &["hello"],
            peer: Some("cut"),
        },
        in_browsers: Some(Difference {
            expected: Expected {
                hears: &["hello"],
                peer: Some("closed 1005"),
            },
            why: NO_CUT,
        }),
        ..case("dropping-ends-it", Take(&[Text("hello")]), &[])
    },
    Case {
        client: GiveUp,
        expected: Expected {
            hears: &[],
            peer: Some("cut"),
        },
        ..case("an-opening-is-given-up", Ignore, &[])
    },
    Case {
        client: LosePatience,
        expected: Expected {
            hears: &["closed 1006 The connection could not be opened in 20 seconds."],
            peer: Some("cut"),
        },
        ..case("an-opening-that-takes-too-long", Ignore, &[])
    },
];

/// A case whose client listens to the end.
const fn case(name: &'static str, peer: Peer, hears: &'static [&'static str]) -> Case {
    Case {
        name,
        peer,
        client: Listen,
        expected: Expected { hears, peer: None },
        in_browsers: None,
    }
}

/// An upgrade that is answered with a status.
const fn refusal(name: &'static str, status: u16, hears: &'static [&'static str]) -> Case {
    Case {
        client: Listen,
        in_browsers: Some(Difference {
            expected: Expected {
                hears: &["closed 1006"],
                peer: None,
            },
            why: HIDDEN,
        }),
        ..case(name, Refuse(status), hears)
    }
}
