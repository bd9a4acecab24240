//! Docstrings as Markdown: `<` is text there, and a table's cell is one line.

/// Marks text as code. No docstring has a backtick in a name or default.
pub fn code(text: &str) -> String {
    format!("`{text}`")
}

/// Links to the section of a symbol.
pub fn link(name: &str) -> String {
    format!("[{}](#{})", code(name), name.to_lowercase())
}

/// Turns symbols named in rendered prose into links, except `own`, whose section this is.
pub fn linked(prose: &str, links: &[&str], own: &str) -> String {
    let lines = prose.lines().map(|line| {
        let others = links.iter().filter(|name| **name != own);
        match line.starts_with("    ") {
            true => line.to_owned(),
            false => others.fold(line.to_owned(), |line, name| {
                line.replace(&code(name), &link(name))
            }),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A table's row.
pub fn row(cells: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut text = "|".to_owned();
    for cell in cells {
        text += &format!(" {} |", cell.as_ref());
    }
    text + "\n"
}

/// A docstring as paragraphs: indented blocks stay as they are, other text loses its HTML.
pub fn prose(doc: &str) -> String {
    let lines: Vec<_> = doc.trim().lines().map(str::trim_end).collect();
    let mut code_block = false;
    let mut text = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let after_blank = number == 0 || lines[number - 1].is_empty();
        code_block = line.starts_with("    ") && (code_block || after_blank);
        text.push(if code_block {
            (*line).to_owned()
        } else {
            escape(line)
        });
    }
    text.join("\n")
}

/// A docstring as a table's cell: paragraphs are kept apart by line breaks.
pub fn cell(doc: &str) -> String {
    let paragraphs: Vec<_> = doc
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| escape(&capital(&paragraph)).replace('|', "\\|"))
        .collect();
    paragraphs.join("<br><br>")
}

/// A docstring's first sentence or clause, for an overview.
pub fn first_sentence(doc: &str) -> String {
    let text = cell(doc.split("\n\n").next().unwrap_or_default());
    match text.split_once(". ") {
        Some((first, _)) => format!("{first}."),
        None => text,
    }
}

/// Escapes `<` outside code spans: `server_<major>` would vanish as an HTML tag.
fn escape(text: &str) -> String {
    let parts: Vec<_> = text
        .split('`')
        .enumerate()
        .map(|(number, part)| {
            if number % 2 == 0 {
                part.replace('<', "&lt;")
            } else {
                part.to_owned()
            }
        })
        .collect();
    parts.join("`")
}

/// Upper case for the first letter, if it starts a word: argument lists start in lower case.
fn capital(text: &str) -> String {
    let word = text.split(' ').next().unwrap_or_default();
    let plain = word.trim_end_matches([',', ':', ';', '.']);
    if plain.is_empty() || !plain.chars().all(|c| c.is_ascii_alphabetic() || c == '\'') {
        return text.to_owned();
    }
    text[..1].to_uppercase() + &text[1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_not_a_tag() {
        assert_eq!(
            prose("server_<major> or `a<b>`"),
            "server_&lt;major> or `a<b>`"
        );
        assert_eq!(cell("bazel-bin/<package>"), "bazel-bin/&lt;package>");
    }

    #[test]
    fn an_indented_block_is_left_alone() {
        assert_eq!(
            prose("Load:\n\n    a <b>\n\nthen <c>"),
            "Load:\n\n    a <b>\n\nthen &lt;c>"
        );
    }

    #[test]
    fn a_list_that_goes_on_in_the_next_line_is_no_block() {
        assert_eq!(prose("- one\n    <two>"), "- one\n    &lt;two>");
    }

    #[test]
    fn a_cell_is_one_line() {
        assert_eq!(
            cell("one\ntwo\n\nthree | four\n"),
            "One two<br><br>Three \\| four"
        );
    }

    #[test]
    fn the_overview_has_the_first_sentence() {
        assert_eq!(
            first_sentence("Builds\nit. Then tests.\n\nMore."),
            "Builds it."
        );
        assert_eq!(first_sentence("Builds it."), "Builds it.");
    }
}
