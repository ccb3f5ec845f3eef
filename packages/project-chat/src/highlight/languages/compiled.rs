//! Languages that are compiled.

use crate::highlight::table::{C_LIKE, Extra, Language, Meta, Quote, line, lines};

/// A text between backticks that is taken as it stands.
const BACKTICKS: Quote = lines("`", "`", false);

pub(super) static ALL: [Language; 8] = [
    Language {
        names: "rust rs",
        comments_nest: true,
        quotes: &[
            lines("br#\"", "\"#", false),
            lines("br\"", "\"", false),
            lines("r##\"", "\"##", false),
            lines("r#\"", "\"#", false),
            lines("r\"", "\"", false),
            lines("\"", "\"", true),
            line("'"),
        ],
        prefixes: "b c",
        keywords: "as async await break const continue crate dyn else enum extern fn for gen if impl in let loop macro_rules match mod move mut pub ref return self Self static struct super trait type union unsafe use where while yield",
        constants: "true false",
        types: "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize",
        meta: Meta::Bracket,
        extra: Extra::Rust,
        ..C_LIKE
    },
    Language {
        names: "go golang",
        quotes: &[line("\""), line("'"), BACKTICKS],
        keywords: "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var",
        constants: "true false nil iota",
        types: "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr",
        capital_types: false,
        ..C_LIKE
    },
    Language {
        names: "java",
        quotes: &[lines("\"\"\"", "\"\"\"", true), line("\""), line("'")],
        keywords: "abstract assert break case catch class const continue default do else enum extends final finally for goto if implements import instanceof interface native new non-sealed package permits private protected public record return sealed static strictfp super switch synchronized this throw throws transient try var volatile while yield",
        types: "boolean byte char double float int long short void",
        meta: Meta::At,
        ..C_LIKE
    },
    Language {
        names: "kotlin kt kts",
        comments_nest: true,
        quotes: &[lines("\"\"\"", "\"\"\"", false), line("\""), line("'")],
        keywords: "abstract actual annotation as break by catch class companion const constructor continue crossinline data do else enum expect external final finally for fun get if import in infix init inline inner interface internal is lateinit noinline object open operator out override package private protected public reified return sealed set super suspend tailrec this throw try typealias val value var vararg when where while",
        meta: Meta::At,
        ..C_LIKE
    },
    Language {
        names: "swift",
        comments_nest: true,
        quotes: &[lines("\"\"\"", "\"\"\"", true), line("\"")],
        keywords: "actor any as associatedtype async await break case catch class continue convenience default defer deinit do else enum extension fallthrough fileprivate final for func get guard if import in indirect init inout internal is isolated lazy let mutating nonisolated open operator override private protocol public repeat required rethrows return self Self set some static struct subscript super switch throw throws try typealias unowned var weak where while",
        constants: "true false nil",
        meta: Meta::At,
        ..C_LIKE
    },
    Language {
        names: "c h",
        keywords: "alignas alignof auto break case const constexpr continue default do else enum extern for goto if inline register restrict return sizeof static static_assert struct switch thread_local typedef typeof union volatile while",
        constants: "true false nullptr NULL",
        types: "bool char double float int int8_t int16_t int32_t int64_t intptr_t long ptrdiff_t short signed size_t ssize_t uint8_t uint16_t uint32_t uint64_t uintptr_t unsigned void wchar_t",
        capital_types: false,
        meta: Meta::Hash,
        ..C_LIKE
    },
    Language {
        names: "cpp c++ cc cxx hpp hh ino",
        quotes: &[lines("R\"(", ")\"", false), line("\""), line("'")],
        prefixes: "L u8 u U",
        keywords: "alignas alignof and asm auto break case catch class co_await co_return co_yield concept const consteval constexpr constinit const_cast continue decltype default delete do dynamic_cast else enum explicit export extern final for friend goto if import inline module mutable namespace new noexcept not operator or override private protected public register reinterpret_cast requires return sizeof static static_assert static_cast struct switch template this thread_local throw try typedef typeid typename union using virtual volatile while",
        constants: "true false nullptr NULL",
        types: "bool char char8_t char16_t char32_t double float int int8_t int16_t int32_t int64_t long short signed size_t string uint8_t uint16_t uint32_t uint64_t unsigned void wchar_t",
        meta: Meta::Hash,
        ..C_LIKE
    },
    Language {
        names: "csharp cs c#",
        quotes: &[
            lines("\"\"\"", "\"\"\"", false),
            lines("@\"", "\"", false),
            line("\""),
            line("'"),
        ],
        keywords: "abstract as async await base break case catch checked class const continue default delegate do else enum event explicit extern finally fixed for foreach get goto if implicit in init interface internal is lock namespace new operator out override params partial private protected public readonly record ref required return sealed set sizeof stackalloc static struct switch this throw try typeof unchecked unsafe using var virtual volatile when where while with yield",
        types: "bool byte char decimal double dynamic float int long nint object sbyte short string uint ulong ushort void",
        meta: Meta::Hash,
        ..C_LIKE
    },
];
