//! A macro for objects of which any field may be absent, wrong or new.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::Fields;
use crate::lenient::{FromJson, Missing};

/// A value that is read from the fields of an object.
pub(crate) trait Record: Sized {
    /// Takes its fields out of an object.
    fn read(fields: Fields) -> Result<Self, Missing>;
}

/// A record that keeps the fields it does not name.
pub(crate) trait Extra {
    /// Those fields.
    fn extra(&mut self) -> &mut Fields;
}

impl<T: Record> FromJson for T {
    fn from_json(value: Value) -> Option<Self> {
        Self::read(Fields::from_json(value)?).ok()
    }
}

/// Reads a record out of any format.
pub(crate) fn deserialize<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Record,
{
    T::read(Fields::deserialize(deserializer)?).map_err(D::Error::custom)
}

/// Declares a struct that reads leniently and keeps every field it does not name in `extra`.
///
/// `required name: T` rejects the object when it cannot be read. `name?: T` is an `Option<T>` that
/// is left out when there is none, `name: T` takes `T`'s default when it is absent and is always
/// written. Lists leave out the items that cannot be read. `by(read) name: T` is what the function
/// makes of the value, `null` where it is absent. `beside(value) name: T` is not in the object:
/// who reads the object knows it from elsewhere, and puts it in the place of that value. A `closed`
/// record has no `extra`.
///
/// A field's name on the wire is its own, or follows `rename_all = "camelCase"` or `rename`, which
/// stand where serde wants them.
macro_rules! record {
    // The struct's attributes, one by one; then its fields.
    (@head $naming:ident [$($meta:tt)*] #[serde(rename_all = "camelCase")] $($rest:tt)*) => {
        $crate::record::record!(@head camel_case
            [$($meta)* #[serde(rename_all = "camelCase")]] $($rest)*);
    };
    (@head $naming:ident [$($meta:tt)*] #[$one:meta] $($rest:tt)*) => {
        $crate::record::record!(@head $naming [$($meta)* #[$one]] $($rest)*);
    };
    (@head $naming:ident $meta:tt closed $name:ident { $($fields:tt)* }) => {
        $crate::record::record!(@field [$naming $meta $name []] [] [] [] $($fields)*);
    };
    (@head $naming:ident $meta:tt $name:ident { $($fields:tt)* }) => {
        $crate::record::record!(@field [$naming $meta $name [extra]] [] [] [] $($fields)*);
    };
    // A field's attributes, one by one, and its name on the wire; then what it is.
    (@field $head:tt $done:tt [$($meta:tt)*] [] #[serde(rename = $wire:literal)] $($rest:tt)*) => {
        $crate::record::record!(@field $head $done
            [$($meta)* #[serde(rename = $wire)]] [$wire] $($rest)*);
    };
    (@field $head:tt $done:tt [$($meta:tt)*] $wire:tt #[$one:meta] $($rest:tt)*) => {
        $crate::record::record!(@field $head $done [$($meta)* #[$one]] $wire $($rest)*);
    };
    (@field $head:tt [$($done:tt)*] [$($meta:tt)*] $wire:tt
        beside($value:expr) $field:ident : $kind:ty, $($rest:tt)*) => {
        $crate::record::record!(@field $head [$($done)*
            { [$($meta)* #[serde(skip)]] $field [$kind] $wire [beside $value] }
        ] [] [] $($rest)*);
    };
    (@field $head:tt [$($done:tt)*] $meta:tt $wire:tt
        by($read:path) $field:ident : $kind:ty, $($rest:tt)*) => {
        $crate::record::record!(@field $head [$($done)*
            { $meta $field [$kind] $wire [by $read] }
        ] [] [] $($rest)*);
    };
    (@field $head:tt [$($done:tt)*] $meta:tt $wire:tt
        required $field:ident : $kind:ty, $($rest:tt)*) => {
        $crate::record::record!(@field $head [$($done)*
            { $meta $field [$kind] $wire [required] }
        ] [] [] $($rest)*);
    };
    (@field $head:tt [$($done:tt)*] [$($meta:tt)*] $wire:tt
        $field:ident ?: Vec<$item:ty>, $($rest:tt)*) => {
        $crate::record::record!(@field $head [$($done)* {
            [$($meta)* #[serde(skip_serializing_if = "Option::is_none")]]
            $field [Option<Vec<$item>>] $wire [maybe_list]
        }] [] [] $($rest)*);
    };
    (@field $head:tt [$($done:tt)*] $meta:tt $wire:tt
        $field:ident : Vec<$item:ty>, $($rest:tt)*) => {
        $crate::record::record!(@field $head [$($done)*
            { $meta $field [Vec<$item>] $wire [list] }
        ] [] [] $($rest)*);
    };
    (@field $head:tt [$($done:tt)*] [$($meta:tt)*] $wire:tt
        $field:ident ?: $kind:ty, $($rest:tt)*) => {
        $crate::record::record!(@field $head [$($done)* {
            [$($meta)* #[serde(skip_serializing_if = "Option::is_none")]]
            $field [Option<$kind>] $wire [optional]
        }] [] [] $($rest)*);
    };
    (@field $head:tt [$($done:tt)*] $meta:tt $wire:tt
        $field:ident : $kind:ty, $($rest:tt)*) => {
        $crate::record::record!(@field $head [$($done)*
            { $meta $field [$kind] $wire [field] }
        ] [] [] $($rest)*);
    };
    // All fields are known.
    (@field [$naming:ident [$($meta:tt)*] $name:ident [$($extra:ident)?]]
        [$({ [$($of_field:tt)*] $field:ident [$kind:ty] $wire:tt $how:tt })*] [] []) => {
        #[derive(Clone, Debug, PartialEq, serde::Serialize)]
        $($meta)*
        pub struct $name {
            $(
                $($of_field)*
                pub $field: $kind,
            )*
            $(
                /// Every other field, as it came.
                #[serde(flatten)]
                pub $extra: $crate::Fields,
            )?
        }

        impl $crate::record::Record for $name {
            fn read(mut fields: $crate::Fields) -> Result<Self, $crate::lenient::Missing> {
                Ok(Self {
                    $($field: $crate::record::record!(@read fields
                        ($crate::record::record!(@wire $naming $wire $field)) $how),)*
                    $($extra: fields,)?
                })
            }
        }

        $(impl $crate::record::Extra for $name {
            fn extra(&mut self) -> &mut $crate::Fields {
                &mut self.$extra
            }
        })?

        $crate::record::deserialize_record!($name);
    };
    (@wire $naming:ident [$wire:literal] $field:ident) => { $wire };
    (@wire plain [] $field:ident) => { stringify!($field) };
    (@wire camel_case [] $field:ident) => {
        const {
            const NAME: &str = stringify!($field);
            const CAMEL: [u8; $crate::record::camel_case_length(NAME)] =
                $crate::record::camel_case(NAME);
            match str::from_utf8(&CAMEL) {
                Ok(name) => name,
                Err(_) => NAME,
            }
        }
    };
    (@read $fields:ident $wire:tt [beside $value:expr]) => { $value };
    (@read $fields:ident $wire:tt [by $read:path]) => {
        $read(&$crate::lenient::take(&mut $fields, $wire))
    };
    (@read $fields:ident $wire:tt [required]) => {
        $crate::lenient::required(&mut $fields, $wire)?
    };
    (@read $fields:ident $wire:tt [$how:ident]) => {
        $crate::lenient::$how(&mut $fields, $wire)
    };
    ($($record:tt)*) => {
        $crate::record::record!(@head plain [] $($record)*);
    };
}

/// Lets serde read a record.
macro_rules! deserialize_record {
    ($name:ident) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::record::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use {deserialize_record, record};

/// How long a name is in [`camel_case`].
pub(crate) const fn camel_case_length(name: &str) -> usize {
    let name = name.as_bytes();
    let mut length = 0;
    let mut at = 0;
    while at < name.len() {
        if name[at] != b'_' {
            length += 1;
        }
        at += 1;
    }
    length
}

/// `start_line` as `startLine`.
pub(crate) const fn camel_case<const LENGTH: usize>(name: &str) -> [u8; LENGTH] {
    let name = name.as_bytes();
    let mut camel = [0; LENGTH];
    let mut to = 0;
    let mut at = 0;
    while at < name.len() {
        if name[at] != b'_' {
            let begins_word = at > 0 && name[at - 1] == b'_';
            camel[to] = if begins_word {
                name[at].to_ascii_uppercase()
            } else {
                name[at]
            };
            to += 1;
        }
        at += 1;
    }
    camel
}
