//! Whether more can come of what is open, told when it is drawn.

/// Whether more can come of what is open in a transcript.
///
/// A transcript is a function of its events; that nothing comes any more is known from the
/// session's connection and run, so it is told when a row is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The agent works and is heard.
    Live,
    /// The agent works as far as is known, but its connection is lost.
    Lost,
    /// Nothing runs: what is open was left behind.
    Over,
}

impl Progress {
    /// Whether what is open grows.
    pub fn is_live(self) -> bool {
        self == Self::Live
    }

    /// Whether words grow, whose program says that they are open.
    pub(crate) fn growth(self, is_open: bool) -> Growth {
        match self {
            Self::Live if is_open => Growth::Growing,
            Self::Lost if is_open => Growth::Paused,
            Self::Live | Self::Lost | Self::Over => Growth::Done,
        }
    }

    /// How far something is whose program says that it is at `stage`.
    pub(crate) fn of(self, stage: ToolStage) -> ToolStage {
        match self {
            Self::Lost if stage.is_open() => ToolStage::ConnectionLost,
            Self::Over if stage.is_open() => ToolStage::Abandoned,
            Self::Live | Self::Lost | Self::Over => stage,
        }
    }
}

/// Whether more comes of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Growth {
    /// It does: they end anywhere.
    Growing,
    /// They end anywhere, and more comes only when the connection is there again.
    Paused,
    /// They are whole, or were left behind.
    Done,
}

impl Growth {
    /// Whether more comes now.
    pub fn is_growing(self) -> bool {
        self == Self::Growing
    }
}

/// How far a tool or command is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ToolStage {
    /// The model still writes what the tool is to get.
    Pending,
    /// It runs.
    Running,
    /// It is done.
    Done,
    /// It failed.
    Failed,
    /// It ran when the connection was lost; nobody knows how far it is.
    ConnectionLost,
    /// The run is over and nothing was heard of it again.
    Abandoned,
}

impl ToolStage {
    /// Whether more is to come as far as its program has said.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Done | Self::Failed)
    }

    /// Whether it goes on now.
    pub fn is_running(self) -> bool {
        matches!(self, Self::Pending | Self::Running)
    }
}
