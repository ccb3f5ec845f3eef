//! The letters of the fonts that formulas use.

use pulldown_latex::event::Font;

/// The letter `c` in `font`; letters that the font does not have stay.
pub(super) fn letter(c: char, font: Option<Font>) -> char {
    font.and_then(|font| exception(c, font).or_else(|| regular(c, font)))
        .unwrap_or(c)
}

/// The first capital, small letter and figure of a font.
fn firsts(font: Font) -> Option<(u32, u32, Option<u32>)> {
    Some(match font {
        Font::Bold => (0x1d400, 0x1d41a, Some(0x1d7ce)),
        Font::BoldSymbol | Font::BoldItalic => (0x1d468, 0x1d482, Some(0x1d7ce)),
        Font::Script => (0x1d49c, 0x1d4b6, None),
        Font::BoldScript => (0x1d4d0, 0x1d4ea, None),
        Font::Fraktur => (0x1d504, 0x1d51e, None),
        Font::BoldFraktur => (0x1d56c, 0x1d586, None),
        Font::DoubleStruck => (0x1d538, 0x1d552, Some(0x1d7d8)),
        Font::SansSerif => (0x1d5a0, 0x1d5ba, Some(0x1d7e2)),
        Font::BoldSansSerif => (0x1d5d4, 0x1d5ee, Some(0x1d7ec)),
        Font::SansSerifItalic => (0x1d608, 0x1d622, None),
        Font::SansSerifBoldItalic => (0x1d63c, 0x1d656, None),
        Font::Monospace => (0x1d670, 0x1d68a, Some(0x1d7f6)),
        Font::Italic | Font::UpRight | Font::DoubleStruckItalic => return None,
    })
}

fn regular(c: char, font: Font) -> Option<char> {
    let (capital, small, figure) = firsts(font)?;
    let (first, start) = match c {
        'A'..='Z' => (capital, 'A'),
        'a'..='z' => (small, 'a'),
        '0'..='9' => (figure?, '0'),
        _ => return None,
    };
    char::from_u32(first + u32::from(c) - u32::from(start))
}

/// Letters that Unicode had before it had their fonts.
fn exception(c: char, font: Font) -> Option<char> {
    let pairs = match font {
        Font::Script => "BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ",
        Font::Fraktur => "CℭHℌIℑRℜZℨ",
        Font::DoubleStruck => "CℂHℍNℕPℙQℚRℝZℤ",
        _ => return None,
    };
    let mut letters = pairs.chars();
    while let (Some(plain), Some(special)) = (letters.next(), letters.next()) {
        if plain == c {
            return Some(special);
        }
    }
    None
}
