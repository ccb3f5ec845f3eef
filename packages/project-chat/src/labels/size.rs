//! How long a file or text is, in words.

/// A number of bytes in short English: `12 bytes`, `3.4 kB`, `50 MB`.
pub fn english_size(bytes: u64) -> String {
    let units = ["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return format!("{bytes} bytes");
    }
    let mut tenths = bytes / 100;
    let mut unit = 0;
    while tenths >= 10_000 && unit + 1 < units.len() {
        tenths /= 1000;
        unit += 1;
    }
    if tenths >= 100 {
        format!("{} {}", tenths / 10, units[unit])
    } else {
        format!("{}.{} {}", tenths / 10, tenths % 10, units[unit])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        for (bytes, words) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1000, "1.0 kB"),
            (3_449, "3.4 kB"),
            (52_428_800, "52 MB"),
            (u64::MAX, "18446744 TB"),
        ] {
            assert_eq!(english_size(bytes), words);
        }
    }
}
