//! The pictures of the interface, as a few inline SVG nodes.

use dioxus::prelude::*;

/// A picture. Decoration only: what it means is always said in words beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glyph {
    Send,
    Plus,
    Stop,
    Down,
    Chevron,
    ChevronUp,
    ChevronDown,
    Close,
    Alert,
    Plug,
    File,
    Folder,
    Pencil,
    Terminal,
    Search,
    List,
    Globe,
    Agent,
    Question,
    Thought,
    Tool,
    Check,
    Chat,
    FilePlus,
    FileMinus,
    FileSearch,
    GlobeSearch,
    Book,
    Map,
    Image,
    Copy,
    Download,
    Flag,
}

impl Glyph {
    /// The strokes, in a square of 24.
    const fn path(self) -> &'static str {
        match self {
            Self::Send => "M12 19V5M6 11l6-6 6 6",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Stop => "M7 7h10v10H7z",
            Self::Down => "M12 5v14M6 13l6 6 6-6",
            Self::Chevron => "M9 6l6 6-6 6",
            Self::ChevronUp => "M6 15l6-6 6 6",
            Self::ChevronDown => "M6 9l6 6 6-6",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Alert => "M12 4L2.8 19.5h18.4zM12 10v4.5M12 17.2v.1",
            Self::Plug => "M9 3v5M15 3v5M6.5 8h11v3a5.5 5.5 0 0 1-11 0zM12 16.5V21",
            Self::File => {
                "M13.5 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7.5zM13.5 3v4.5H18"
            }
            Self::Folder => {
                "M3.5 6.5a1 1 0 0 1 1-1h5l2 2.5h8a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1z"
            }
            Self::Pencil => {
                "M4 20l.8-4L16 4.8a1.7 1.7 0 0 1 2.4 0l.8.8a1.7 1.7 0 0 1 0 2.4L8 19.2zM14 7l3 3"
            }
            Self::Terminal => {
                "M4.5 5h15a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM7 9.5l2.5 2.5L7 14.5M12 15h4"
            }
            Self::Search => "M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l5 5",
            Self::List => "M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.1M4.5 12h.1M4.5 17.5h.1",
            Self::Globe => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c2.5 2.6 3.6 5.6 3.6 9s-1.1 6.4-3.6 9c-2.5-2.6-3.6-5.6-3.6-9s1.1-6.4 3.6-9z"
            }
            Self::Agent => {
                "M6 8.5h12a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 18v-8A1.5 1.5 0 0 1 6 8.5zM12 8.5V5M12 4.5v-.1M9 13v1.5M15 13v1.5"
            }
            Self::Question => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.5v.4M12 16.8v.1"
            }
            Self::Thought => {
                "M12 4v3M12 17v3M4 12h3M17 12h3M6.4 6.4l2.1 2.1M15.5 15.5l2.1 2.1M6.4 17.6l2.1-2.1M15.5 8.5l2.1-2.1"
            }
            Self::Tool => {
                "M14.5 6.2a4 4 0 0 1 5 5.2l-2.8-.7-1.5-1.5zM14.2 8.8L4.8 18.2a1.4 1.4 0 0 0 2 2l9.4-9.4"
            }
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::FilePlus => {
                "M13.5 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7.5zM12 11v6M9 14h6"
            }
            Self::FileMinus => {
                "M13.5 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7.5zM9 14h6"
            }
            Self::FileSearch => {
                "M18 9V7.5L13.5 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h4M15 12a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM17.2 17.2L20 20"
            }
            Self::GlobeSearch => {
                "M20.8 10.5A9 9 0 1 0 11 20.9M3 12h9M12 3c2 2.100 3.100 4.400 3.500 7M12 3c-2.500 2.600-3.600 5.600-3.600 9 0 3 .900 5.700 2.600 8.500M16.500 13.500a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM18.700 18.700L21 21"
            }
            Self::Book => {
                "M5 5.500A1.500 1.500 0 0 1 6.500 4H19v14H6.500A1.500 1.500 0 0 0 5 19.500zM5 19.500A1.500 1.500 0 0 0 6.500 21H19v-3M9 8h6"
            }
            Self::Map => "M9 4L3.500 6.500v13L9 17l6 3 5.500-2.500v-13L15 7zM9 4v13M15 7v13",
            Self::Image => {
                "M5 4.500h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1zM4 16l4.500-4.500 4 4 2.500-2.500 5 5M15 9v.1"
            }
            Self::Copy => {
                "M9 8h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM5 16H4.500a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h9.500a1 1 0 0 1 1 1v.500"
            }
            Self::Download => "M12 4v11M7 11l5 5 5-5M5 20h14",
            Self::Flag => "M5.5 21V4M5.5 4.5h12l-3 4 3 4h-12",
            Self::Chat => {
                "M5 5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-8l-4.5 4v-4H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z"
            }
        }
    }
}

/// Draws a picture as large as the text around it.
pub(crate) fn icon(glyph: Glyph) -> Element {
    rsx! {
        svg {
            class: "pc-icon",
            view_box: "0 0 24 24",
            width: "1em",
            height: "1em",
            fill: "none",
            stroke: "currentColor",
            stroke_width: "1.75",
            stroke_linecap: "round",
            stroke_linejoin: "round",
            "aria-hidden": "true",
            path { d: glyph.path() }
        }
    }
}
