//! Attached files.

use crate::open_enum::open_enum;
use crate::record::record;

record! {
    /// An attached file.
    #[derive(Default)]
    FilePart {
        /// Its MIME type.
        mime: String,
        /// Its name.
        filename?: String,
        /// Where it is; often a whole `data:` URL.
        url: String,
        /// What in the message's text stands for it.
        source?: FileSource,
    }
}

record! {
    /// Where an attached file comes from, by its `type`.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    FileSource {
        /// What it is.
        #[serde(rename = "type")]
        source?: FileSourceKind,
        /// The place in the message's text that stands for it.
        text?: SourceText,
        /// The path of a file, or of a symbol's file.
        path?: String,
        /// Where in its file a symbol is.
        range?: SourceRange,
        /// A symbol's name.
        name?: String,
        /// A symbol's kind, as the language server protocol numbers them.
        kind?: u64,
        /// The MCP server that has a resource.
        client_name?: String,
        /// A resource's address at its server.
        uri?: String,
    }
}

open_enum! {
    /// What an attached file is.
    FileSourceKind {
        /// A file.
        File = "file",
        /// A symbol in a file.
        Symbol = "symbol",
        /// A resource of an MCP server.
        Resource = "resource",
    }
}

record! {
    /// A place in a message's text.
    #[derive(Default)]
    SourceText {
        /// The words there.
        value?: String,
        /// Where they begin, in UTF-16 units.
        start?: u64,
        /// Where they end, in UTF-16 units.
        end?: u64,
    }
}

record! {
    /// A place in a file.
    #[derive(Default)]
    SourceRange {
        /// Where it begins.
        start?: Position,
        /// Where it ends.
        end?: Position,
    }
}

record! {
    /// A position in a file, both numbers from 0.
    #[derive(Default)]
    Position {
        /// The line.
        line?: u64,
        /// The place in the line, in UTF-16 units.
        character?: u64,
    }
}
