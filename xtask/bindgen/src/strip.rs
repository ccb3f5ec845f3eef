//! Takes out of a module what only people and tools read.

/// What every module begins with: the magic number and the version.
const HEADER: usize = 8;

/// The module without its custom sections, such as names.
pub(crate) fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>, &'static str> {
    let (header, mut rest) = module.split_at_checked(HEADER).ok_or("no module")?;
    let mut stripped = header.to_vec();
    while let [kind, ..] = *rest {
        let (length, start) = leb128(rest, 1).ok_or("a section without a length")?;
        let (section, after) = rest
            .split_at_checked(start + length)
            .ok_or("a section that is cut off")?;
        if kind != 0 {
            stripped.extend_from_slice(section);
        }
        rest = after;
    }
    Ok(stripped)
}

/// The number that is written from that place on, and where it ends.
fn leb128(bytes: &[u8], mut at: usize) -> Option<(usize, usize)> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let byte = *bytes.get(at)?;
        at += 1;
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some((number, at));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_sections_go_and_others_stay() {
        let header = *b"\0asm\x01\0\0\0";
        let of = |sections: &[&[u8]]| [&header[..], &sections.concat()].concat();
        let types: &[u8] = &[1, 0x81, 0x00, 0];
        let module = of(&[&[0, 3, 1, b'x', 9], types, &[0, 0]]);
        assert_eq!(without_custom_sections(&module), Ok(of(&[types])));
        assert!(without_custom_sections(&of(&[&[1, 5, 0]])).is_err());
        assert!(without_custom_sections(&of(&[&[1]])).is_err());
        assert!(without_custom_sections(b"\0asm").is_err());
    }
}
