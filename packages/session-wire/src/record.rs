//! A macro for objects of which any field may be absent, wrong or new.

/// Declares a struct that reads leniently and keeps every field it does not name in `extra`.
///
/// `required name: T` rejects the object when it cannot be read. `name?: T` is an `Option<T>` that
/// is left out when there is none, `name: T` takes `T`'s default when it is absent and is always
/// written. Lists leave out the items that cannot be read.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($fields:tt)* }) => {
        $crate::record::record!(@fields [$(#[$meta])* $name] [] $($fields)*);
    };
    (@fields $head:tt [$($done:tt)*]
        $(#[$meta:meta])* required $field:ident : $kind:ty, $($rest:tt)*) => {
        $crate::record::record!(@fields $head [$($done)*
            $(#[$meta])*
            pub $field: $kind,
        ] $($rest)*);
    };
    (@fields $head:tt [$($done:tt)*]
        $(#[$meta:meta])* $field:ident ?: Vec<$item:ty>, $($rest:tt)*) => {
        $crate::record::record!(@fields $head [$($done)*
            $(#[$meta])*
            #[serde(
                default,
                skip_serializing_if = "Option::is_none",
                deserialize_with = "crate::lenient::maybe_list"
            )]
            pub $field: Option<Vec<$item>>,
        ] $($rest)*);
    };
    (@fields $head:tt [$($done:tt)*]
        $(#[$meta:meta])* $field:ident : Vec<$item:ty>, $($rest:tt)*) => {
        $crate::record::record!(@fields $head [$($done)*
            $(#[$meta])*
            #[serde(default, deserialize_with = "crate::lenient::list")]
            pub $field: Vec<$item>,
        ] $($rest)*);
    };
    (@fields $head:tt [$($done:tt)*]
        $(#[$meta:meta])* $field:ident ?: $kind:ty, $($rest:tt)*) => {
        $crate::record::record!(@fields $head [$($done)*
            $(#[$meta])*
            #[serde(
                default,
                skip_serializing_if = "Option::is_none",
                deserialize_with = "crate::lenient::field"
            )]
            pub $field: Option<$kind>,
        ] $($rest)*);
    };
    (@fields $head:tt [$($done:tt)*]
        $(#[$meta:meta])* $field:ident : $kind:ty, $($rest:tt)*) => {
        $crate::record::record!(@fields $head [$($done)*
            $(#[$meta])*
            #[serde(default, deserialize_with = "crate::lenient::field")]
            pub $field: $kind,
        ] $($rest)*);
    };
    (@fields [$(#[$meta:meta])* $name:ident] [$($done:tt)*]) => {
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        $(#[$meta])*
        pub struct $name {
            $($done)*
            /// Every other field, as it came.
            #[serde(flatten)]
            pub extra: $crate::Fields,
        }

        impl $crate::nested::Extra for $name {
            fn extra(&mut self) -> &mut $crate::Fields {
                &mut self.extra
            }
        }
    };
}

pub(crate) use record;
