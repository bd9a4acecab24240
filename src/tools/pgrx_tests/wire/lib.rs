//! What a program of pg_tests and the harness say to each other: one question, one answer, on
//! a connection of its own to a Unix socket.
//!
//! Either is a list of texts: their number, then each with its length before it, all numbers
//! in decimal digits and a line feed. Program and harness are built for two CPUs, so this
//! crate uses the standard library alone.

use std::io::{self, BufRead, Read, Write};

/// The environment variable that names the socket.
pub const SOCKET: &str = "RULES_PGRX_TESTS_SOCKET";

/// Larger texts are an error: somebody else is speaking.
const LARGEST: usize = 64 << 20;

/// To run one function in the server, which is started for the first question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name in the schema `tests`.
    pub function: String,
    /// Lines for postgresql.conf.
    pub conf: Vec<String>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It returned.
    Passed,
    /// PostgreSQL reported an error: its primary message; all there is to know.
    Raised { message: String, report: String },
    /// It could not be run, or the session was lost.
    Lost { report: String },
}

impl Question {
    /// Writes it.
    ///
    /// # Errors
    /// Where the other side is gone.
    pub fn send(&self, to: impl Write) -> io::Result<()> {
        let texts = [&self.function].into_iter().chain(&self.conf);
        send(to, &texts.map(String::as_str).collect::<Vec<_>>())
    }

    /// Reads one.
    ///
    /// # Errors
    /// Where the other side is gone, or says something else.
    pub fn receive(from: impl BufRead) -> io::Result<Question> {
        let mut texts = receive(from)?.into_iter();
        let function = texts.next().ok_or_else(|| nonsense("an empty question"))?;
        Ok(Question {
            function,
            conf: texts.collect(),
        })
    }
}

impl Answer {
    /// Writes it.
    ///
    /// # Errors
    /// Where the other side is gone.
    pub fn send(&self, to: impl Write) -> io::Result<()> {
        match self {
            Answer::Passed => send(to, &["passed"]),
            Answer::Raised { message, report } => send(to, &["raised", message, report]),
            Answer::Lost { report } => send(to, &["lost", report]),
        }
    }

    /// Reads one.
    ///
    /// # Errors
    /// Where the other side is gone, or says something else.
    pub fn receive(from: impl BufRead) -> io::Result<Answer> {
        let texts = receive(from)?;
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap_or_default();
        match next().as_str() {
            "passed" => Ok(Answer::Passed),
            "raised" => Ok(Answer::Raised {
                message: next(),
                report: next(),
            }),
            "lost" => Ok(Answer::Lost { report: next() }),
            other => Err(nonsense(&format!("an answer that begins with {other:?}"))),
        }
    }
}

fn send(mut to: impl Write, texts: &[&str]) -> io::Result<()> {
    let mut bytes = format!("{}\n", texts.len());
    for text in texts {
        bytes += &format!("{}\n{text}", text.len());
    }
    to.write_all(bytes.as_bytes())
}

fn receive(mut from: impl BufRead) -> io::Result<Vec<String>> {
    let count = number(&mut from)?;
    (0..count).map(|_| text(&mut from)).collect()
}

fn text(from: &mut impl BufRead) -> io::Result<String> {
    let mut bytes = vec![0; number(from)?];
    from.read_exact(&mut bytes)?;
    String::from_utf8(bytes).map_err(|_| nonsense("a text that is not UTF-8"))
}

fn number(from: &mut impl BufRead) -> io::Result<usize> {
    let mut line = String::new();
    // No number has more digits; a stranger's line may have no end.
    from.take(20).read_line(&mut line)?;
    if line.is_empty() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let number = line.strip_suffix('\n').and_then(|n| n.parse().ok());
    let number = number.filter(|n| *n <= LARGEST);
    number.ok_or_else(|| nonsense(&format!("{line:?} in place of a number")))
}

fn nonsense(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("received {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_several_lines_arrive_as_they_were() {
        let question = Question {
            function: "f\n2".into(),
            conf: vec!["".into(), "a = 'ä'\n".into()],
        };
        let mut bytes = Vec::new();
        question.send(&mut bytes).unwrap();
        assert_eq!(Question::receive(&bytes[..]).unwrap(), question);

        let report = || "3\nx".to_string();
        let raised = Answer::Raised {
            message: "\n".into(),
            report: report(),
        };
        for answer in [Answer::Passed, raised, Answer::Lost { report: report() }] {
            let mut bytes = Vec::new();
            answer.send(&mut bytes).unwrap();
            assert_eq!(Answer::receive(&bytes[..]).unwrap(), answer);
        }
    }

    #[test]
    fn a_stranger_is_not_understood() {
        let error = |bytes: &[u8]| Answer::receive(bytes).unwrap_err().to_string();
        assert_eq!(
            error(b"GET / HTTP/1.1\n"),
            "received \"GET / HTTP/1.1\\n\" in place of a number"
        );
        assert_eq!(
            error(b"1\n999999999999\n"),
            "received \"999999999999\\n\" in place of a number"
        );
        assert_eq!(
            error(b"1\n2\nno"),
            "received an answer that begins with \"no\""
        );
        let cut = Answer::receive(&b"1\n9\npas"[..]).unwrap_err();
        assert_eq!(cut.kind(), io::ErrorKind::UnexpectedEof);
    }
}
