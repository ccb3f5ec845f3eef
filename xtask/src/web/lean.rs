//! Scripts without what only people read: comments on lines of their own, and indentation.

/// The script without that; as it is where a template literal goes over lines, in which what looks
/// like a comment may be text.
pub(super) fn lean(script: &str) -> String {
    let mut lean = String::with_capacity(script.len());
    let mut lines = script.lines().map(str::trim);
    while let Some(line) = lines.next() {
        if line.starts_with("//") || line.is_empty() {
            continue;
        }
        if let Some(comment) = line.strip_prefix("/*") {
            let mut last = comment;
            while !last.contains("*/") {
                let Some(next) = lines.next() else {
                    return script.to_owned();
                };
                last = next;
            }
            if last.ends_with("*/") {
                continue;
            }
            return script.to_owned();
        }
        if line.matches('`').count() % 2 == 1 {
            return script.to_owned();
        }
        lean.push_str(line);
        lean.push('\n');
    }
    lean
}

#[cfg(test)]
mod tests {
    use super::lean;

    #[test]
    fn what_only_people_read_goes() {
        let script =
            "// why\nlet a = 1; // stays\n\n/**\n * what\n */\nif (a) {\n  /* one */\n  b();\n}\n";
        assert_eq!(lean(script), "let a = 1; // stays\nif (a) {\nb();\n}\n");
    }

    #[test]
    fn what_may_be_text_stays() {
        for script in [
            "let a = `\n  // text\n`;\n",
            "/* a */ b();\n",
            "/* never closed\n",
        ] {
            assert_eq!(lean(script), script);
        }
    }
}
