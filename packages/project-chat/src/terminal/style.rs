//! The look of a span of terminal output.

/// One of the sixteen colours that every terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Colour(u8);

/// How a span looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a terminal switches each of them alone"
)]
pub(crate) struct Style {
    pub(crate) fg: Option<Colour>,
    pub(crate) bg: Option<Colour>,
    pub(crate) bold: bool,
    pub(crate) dim: bool,
    pub(crate) italic: bool,
    pub(crate) underline: bool,
    pub(crate) strike: bool,
    pub(crate) inverse: bool,
}

impl Colour {
    const NAMES: [&str; 16] = [
        "black",
        "red",
        "green",
        "yellow",
        "blue",
        "magenta",
        "cyan",
        "white",
        "bright-black",
        "bright-red",
        "bright-green",
        "bright-yellow",
        "bright-blue",
        "bright-magenta",
        "bright-cyan",
        "bright-white",
    ];

    pub(crate) fn name(self) -> &'static str {
        Self::NAMES[usize::from(self.0 & 15)]
    }

    /// The nearest of the sixteen, so that a theme can keep every colour readable.
    fn of_rgb(red: u8, green: u8, blue: u8) -> Self {
        let highest = red.max(green).max(blue);
        let lowest = red.min(green).min(blue);
        if highest - lowest < 40 {
            return Self(match highest {
                0..64 => 0,
                64..144 => 8,
                144..216 => 7,
                _ => 15,
            });
        }
        let half = lowest + (highest - lowest) / 2;
        let bit = |value: u8, bit: u8| if value > half { bit } else { 0 };
        let hue = bit(red, 1) | bit(green, 2) | bit(blue, 4);
        Self(if highest > 200 { hue + 8 } else { hue })
    }

    fn of_palette(index: u8) -> Self {
        match index {
            0..16 => Self(index),
            16..232 => {
                let level = |step: u8| if step == 0 { 0 } else { 55 + step * 40 };
                let cube = index - 16;
                Self::of_rgb(level(cube / 36), level(cube / 6 % 6), level(cube % 6))
            }
            _ => {
                let grey = 8 + (index - 232) * 10;
                Self::of_rgb(grey, grey, grey)
            }
        }
    }
}

impl Style {
    /// Carries out the parameters of a "select graphic rendition" sequence.
    pub(super) fn select(&mut self, parameters: &[u16]) {
        let mut rest = parameters.iter().copied();
        while let Some(parameter) = rest.next() {
            match parameter {
                0 => *self = Self::default(),
                1 => self.bold = true,
                2 => self.dim = true,
                3 => self.italic = true,
                4 => self.underline = true,
                7 => self.inverse = true,
                9 => self.strike = true,
                22 => (self.bold, self.dim) = (false, false),
                23 => self.italic = false,
                24 => self.underline = false,
                27 => self.inverse = false,
                29 => self.strike = false,
                30..=37 => self.fg = named(parameter - 30),
                38 => self.fg = extended(&mut rest).or(self.fg),
                39 => self.fg = None,
                40..=47 => self.bg = named(parameter - 40),
                48 => self.bg = extended(&mut rest).or(self.bg),
                49 => self.bg = None,
                90..=97 => self.fg = named(parameter - 90 + 8),
                100..=107 => self.bg = named(parameter - 100 + 8),
                _ => {}
            }
        }
    }
}

fn named(index: u16) -> Option<Colour> {
    u8::try_from(index).ok().map(Colour)
}

/// The colour behind `38` or `48`: `5;INDEX` or `2;RED;GREEN;BLUE`.
fn extended(rest: &mut impl Iterator<Item = u16>) -> Option<Colour> {
    let mut byte = || rest.next().and_then(|value| u8::try_from(value).ok());
    match byte()? {
        5 => byte().map(Colour::of_palette),
        2 => {
            let (red, green, blue) = (byte()?, byte()?, byte()?);
            Some(Colour::of_rgb(red, green, blue))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(parameters: &[u16], fg: Option<&str>) {
        let mut style = Style::default();
        style.select(parameters);
        assert_eq!(style.fg.map(Colour::name), fg, "{parameters:?}");
    }

    #[test]
    fn colours_are_names() {
        check(&[31], Some("red"));
        check(&[92], Some("bright-green"));
        check(&[31, 39], None);
        check(&[31, 0], None);
        check(&[38, 5, 4], Some("blue"));
        check(&[38, 5, 196], Some("bright-red"));
        check(&[38, 5, 240], Some("bright-black"));
        check(&[38, 2, 0, 130, 0], Some("green"));
        check(&[38, 2, 250, 250, 250], Some("bright-white"));
        check(&[38, 9, 9], None);
        check(&[38], None);
        check(&[38, 5, 999], None);
    }

    #[test]
    fn every_index_has_a_name() {
        for index in 0..=u8::MAX {
            assert!(!Colour::of_palette(index).name().is_empty());
        }
    }
}
