//! Lines of code, comment and prose, told apart well enough for rules about words.
//!
//! Comments end at the line's end (no file here has block comments). Starlark's
//! docstrings are prose. A `"` opens a string, in which nothing is a comment, as far
//! as the line goes: strings over several lines are taken as code.

use crate::tree::File;

/// A line, split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// Counted from 1.
    pub number: usize,
    /// What a machine reads.
    pub code: &'a str,
    /// What a person reads.
    pub prose: &'a str,
}

/// What a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    /// All prose: Markdown, licences.
    Prose,
    /// Starlark: `#`, and docstrings.
    Starlark,
    /// Everything else, by what starts a comment; `None` for data.
    Code(Option<&'static str>),
}

/// Splits a file's text.
pub fn split<'a>(file: &File, text: &'a str) -> Vec<Line<'a>> {
    let language = language(file);
    let mut inside = Inside::Nothing;
    let lines = text.lines().enumerate().map(|(index, line)| {
        let (code, prose) = match language {
            Language::Prose => ("", line),
            Language::Code(marker) => at_comment(line, marker),
            Language::Starlark => starlark(line, &mut inside),
        };
        Line {
            number: index + 1,
            code,
            prose,
        }
    });
    lines.collect()
}

fn language(file: &File) -> Language {
    match (file.name(), file.extension()) {
        ("LICENSE", _) | (_, "md") => Language::Prose,
        (_, "bzl" | "bazel" | "BUILD") => Language::Starlark,
        (_, "rs") => Language::Code(Some("//")),
        (_, "sql") => Language::Code(Some("--")),
        (_, "json" | "out" | "lock") => Language::Code(None),
        _ => Language::Code(Some("#")),
    }
}

/// The triple-quoted string that a line of Starlark starts in.
enum Inside {
    Nothing,
    Docstring,
    String,
}

fn starlark<'a>(line: &'a str, inside: &mut Inside) -> (&'a str, &'a str) {
    const QUOTES: &str = "\"\"\"";
    let toggles = line.matches(QUOTES).count() % 2 == 1;
    let start = line.trim_start();
    let docstring = start.starts_with(QUOTES) || start.starts_with(&format!("doc = {QUOTES}"));
    match inside {
        Inside::Docstring => {
            if toggles {
                *inside = Inside::Nothing;
            }
            ("", line)
        }
        Inside::String => {
            if toggles {
                *inside = Inside::Nothing;
            }
            (line, "")
        }
        Inside::Nothing if docstring => {
            if toggles {
                *inside = Inside::Docstring;
            }
            ("", line)
        }
        Inside::Nothing => {
            if toggles {
                *inside = Inside::String;
            }
            at_comment(line, Some("#"))
        }
    }
}

/// Splits at the first comment marker outside a string.
fn at_comment<'a>(line: &'a str, marker: Option<&str>) -> (&'a str, &'a str) {
    let Some(marker) = marker else {
        return (line, "");
    };
    let (mut quoted, mut escaped) = (false, false);
    for (place, letter) in line.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            _ if !quoted && line[place..].starts_with(marker) => return line.split_at(place),
            _ => {}
        }
    }
    (line, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    fn lines(path: &str, text: &str) -> Vec<(String, String)> {
        let tree = Tree::invented(&[(path, text)]);
        let lines = split(&tree.files[0], text).into_iter();
        lines
            .map(|line| (line.code.to_owned(), line.prose.to_owned()))
            .collect()
    }

    fn pair(code: &str, prose: &str) -> (String, String) {
        (code.to_owned(), prose.to_owned())
    }

    #[test]
    fn comments_start_outside_strings() {
        assert_eq!(
            lines("a.rs", "x(\"p://h\\\"//\"); // y"),
            [pair("x(\"p://h\\\"//\"); ", "// y")]
        );
        assert_eq!(lines("a.yaml", "- x # y"), [pair("- x ", "# y")]);
        assert_eq!(lines("a.json", "\"x\" # y"), [pair("\"x\" # y", "")]);
        assert_eq!(lines("a.md", "x # y"), [pair("", "x # y")]);
    }

    #[test]
    fn a_docstring_is_prose_and_a_template_is_code() {
        let text = "\"\"\"one\ntwo\n\"\"\"\nx = \"\"\"\\\n# three\n\"\"\"\ny # four";
        let expected = [
            pair("", "\"\"\"one"),
            pair("", "two"),
            pair("", "\"\"\""),
            pair("x = \"\"\"\\", ""),
            pair("# three", ""),
            pair("\"\"\"", ""),
            pair("y ", "# four"),
        ];
        assert_eq!(lines("a.bzl", text), expected);
    }

    #[test]
    fn a_docstring_may_be_one_line() {
        let text = "    \"\"\"one\"\"\"\n    y";
        assert_eq!(
            lines("a.bzl", text),
            [pair("", "    \"\"\"one\"\"\""), pair("    y", "")]
        );
    }
}
