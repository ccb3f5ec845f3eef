//! The card of one use of a tool.
//!
#![doc = include_str!("tool_card/docs.md")]

mod body;
mod call;
mod changes;
mod component;
mod doing;
mod fields;
mod head;
mod kind;
mod long_text;
mod path;
mod sections;
mod status;
mod subject;
mod texts;

pub(crate) use body::{Form, Section, TodoLine};
pub use call::{ToolCall, ToolState};
pub(crate) use changes::{changes, compared, patch};
pub(crate) use component::{Around, draw, lines_stat};
pub(crate) use doing::doing;
pub(crate) use fields::{list, number, pretty, string};
pub use kind::ToolKind;
pub(crate) use path::{ShownPath, relative};
pub(crate) use sections::{
    About, draw as draw_section, spot_of_file as spot_of_changed, todo_list,
    view_of as view_of_changed,
};
pub(crate) use texts::texts;
