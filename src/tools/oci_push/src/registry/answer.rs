//! Reading what a registry answers.

use crate::error::Error;
use std::io::ErrorKind;
use std::time::Duration;
use ureq::http::Response;
use ureq::Body;

/// Longest that a registry's `Retry-After` is followed.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Whether another attempt may fare better: too many requests, time-outs, and
/// what goes wrong behind the registry's door.
pub fn is_passing(response: &Response<Body>) -> bool {
    matches!(response.status().as_u16(), 408 | 429 | 500 | 502..=504)
}

/// A registry that fails while a blob is on its way often only closes the connection.
pub fn explain(error: &ureq::Error, has_body: bool) -> String {
    match error {
        ureq::Error::Io(io)
            if has_body
                && matches!(
                    io.kind(),
                    ErrorKind::BrokenPipe | ErrorKind::ConnectionReset
                ) =>
        {
            format!(
                "the connection was closed before all was sent ({io}): the registry's disk may be \
                 full, it or a proxy may limit sizes, or it stopped; its log says which"
            )
        }
        other => other.to_string(),
    }
}

/// How long the registry asks to wait.
pub fn retry_after(response: &Response<Body>) -> Duration {
    let header = response.headers().get("retry-after");
    let seconds = header.and_then(|value| value.to_str().ok()?.parse().ok());
    Duration::from_secs(seconds.unwrap_or(0)).min(LONGEST_WAIT)
}

/// Status and the registry's own words ("Error Codes" of the specification).
pub fn describe(response: &mut Response<Body>) -> String {
    let status = response.status();
    let text = response.body_mut().read_to_string().unwrap_or_default();
    let parsed: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let errors = parsed["errors"].as_array().into_iter().flatten();
    let words: Vec<_> = errors
        .map(|error| {
            let word = |key: &str| error[key].as_str().unwrap_or("").to_owned();
            let detail = match &error["detail"] {
                serde_json::Value::Null => String::new(),
                detail => format!(" {detail}"),
            };
            format!("{} ({}){detail}", word("code"), word("message"))
        })
        .collect();
    if words.is_empty() {
        status.to_string()
    } else {
        format!("{status}: {}", words.join("; "))
    }
}

/// A header, if it is there and is text.
pub fn header(response: &Response<Body>, name: &str) -> Option<String> {
    Some(response.headers().get(name)?.to_str().ok()?.to_owned())
}

/// The error for an answer that another attempt would not change.
pub fn refused(what: String, response: &mut Response<Body>) -> Error {
    Error::Refused {
        what,
        answer: describe(response),
    }
}
