//! The tokens of a line (PostgreSQL: `guc-file.l`).

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A plain name, which may be a value too.
    Name(String),
    /// `a.b`: a name, but no value.
    Qualified(String),
    /// What can only be a value: a number, a quoted or an unquoted string.
    Value(String),
    /// `=`
    Equals,
}

/// The tokens of `line` up to a comment. `None`: there is something that is no token.
pub fn tokens(line: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r']);
        let Some(first) = rest.chars().next() else {
            return Some(tokens);
        };
        let (token, length) = match first {
            '#' => return Some(tokens),
            '=' => (Token::Equals, 1),
            '\'' => quoted(rest)?,
            first if is_letter(first) => word(rest),
            _ => number(rest)?,
        };
        tokens.push(token);
        rest = &rest[length..];
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || !c.is_ascii()
}

fn is_name(text: &str) -> bool {
    text.starts_with(is_letter) && run(text, |c| is_letter(c) || c.is_ascii_digit()) == text.len()
}

/// The length of what `text` starts with.
fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// A name, two with a dot between them, or an unquoted string.
fn word(text: &str) -> (Token, usize) {
    let belongs = |c: char| is_letter(c) || c.is_ascii_digit() || "-._:/".contains(c);
    let length = run(text, belongs);
    let word = text[..length].to_owned();
    let token = match word.split_once('.') {
        _ if is_name(&word) => Token::Name(word),
        Some((a, b)) if is_name(a) && is_name(b) => Token::Qualified(word),
        _ => Token::Value(word),
    };
    (token, length)
}

/// An integer, maybe with a unit, or a real number; whichever is longer.
fn number(text: &str) -> Option<(Token, usize)> {
    let digits = |from: usize| from + run(&text[from..], |c| c.is_ascii_digit());
    let letters = |from: usize| from + run(&text[from..], |c| c.is_ascii_alphabetic());
    let start = usize::from(text.starts_with(['-', '+']));
    let whole = digits(start);
    let mut end = if whole > start { letters(whole) } else { 0 };
    if let Some(hex) = text[start..].strip_prefix("0x") {
        let length = run(hex, |c| c.is_ascii_hexdigit());
        if length > 0 {
            end = end.max(letters(start + 2 + length));
        }
    }
    if text[whole..].starts_with('.') {
        let fraction = digits(whole + 1);
        end = end.max(exponent(text, fraction));
    }
    (end > 0).then(|| (Token::Value(text[..end].to_owned()), end))
}

/// The end of the exponent at `at`; `at` if there is none.
fn exponent(text: &str, at: usize) -> usize {
    let Some(rest) = text[at..].strip_prefix(['e', 'E']) else {
        return at;
    };
    let sign = usize::from(rest.starts_with(['-', '+']));
    match run(&rest[sign..], |c| c.is_ascii_digit()) {
        0 => at,
        length => at + 1 + sign + length,
    }
}

/// A quoted string: `''` is a quote, and a backslash escapes as in C.
fn quoted(text: &str) -> Option<(Token, usize)> {
    let mut value = String::new();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\'' if chars.next_if(|(_, next)| *next == '\'').is_some() => value.push('\''),
            '\'' => return Some((Token::Value(value), at + 1)),
            '\\' => value.push(match chars.next()?.1 {
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                digit @ '0'..='7' => {
                    let mut code = digit.to_digit(8)?;
                    for _ in 0..2 {
                        let Some((_, digit)) = chars.next_if(|(_, c)| c.is_digit(8)) else {
                            break;
                        };
                        code = code * 8 + digit.to_digit(8)?;
                    }
                    // PostgreSQL keeps the lowest byte.
                    char::from((code % 256) as u8)
                }
                other => other,
            }),
            _ => value.push(c),
        }
    }
    None
}
