//! Answering `WWW-Authenticate`: Basic, and Bearer tokens of a token server.

use crate::credentials::Credentials;
use base64::engine::general_purpose::STANDARD;
use base64::Engine;
use serde::Deserialize;
use std::collections::BTreeMap;
use ureq::Agent;

/// A challenge of a registry.
#[derive(Debug, PartialEq, Eq)]
pub enum Challenge {
    /// RFC 7617.
    Basic,
    /// Distribution's token authentication: parameters realm, service, scope.
    Bearer(BTreeMap<String, String>),
}

impl Challenge {
    /// Parses the header's value; None for schemes that registries do not use.
    pub fn parse(header: &str) -> Option<Self> {
        let (scheme, rest) = header.split_once(' ').unwrap_or((header, ""));
        match scheme.to_ascii_lowercase().as_str() {
            "basic" => Some(Self::Basic),
            "bearer" => Some(Self::Bearer(parameters(rest))),
            _ => None,
        }
    }
}

/// `a="b",c="d"`; commas may stand within quotes, as in `scope`.
fn parameters(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = text.trim();
    while let Some((key, after)) = rest.split_once('=') {
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_once(',').unwrap_or((after, "")),
        };
        found.insert(key.trim().to_ascii_lowercase(), value.into());
        rest = after.trim_start_matches([',', ' ']);
    }
    found
}

/// The `Authorization` header that answers a challenge; an `Err` says why there is none.
pub fn answer(
    agent: &Agent,
    challenge: &Challenge,
    credentials: &Credentials,
    scopes: &[String],
) -> Result<String, String> {
    match (challenge, credentials) {
        (Challenge::Basic, Credentials::Basic { user, password }) => Ok(basic(user, password)),
        (Challenge::Basic, _) => Err("it wants a user and a password".into()),
        (Challenge::Bearer(parameters), _) => token(agent, parameters, credentials, scopes),
    }
}

fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}

/// What a token server answers; the field's name differs between them.
#[derive(Deserialize)]
struct Answer {
    token: Option<String>,
    access_token: Option<String>,
}

fn token(
    agent: &Agent,
    parameters: &BTreeMap<String, String>,
    credentials: &Credentials,
    scopes: &[String],
) -> Result<String, String> {
    let realm = parameters
        .get("realm")
        .ok_or("its challenge names no realm")?;
    let service = parameters.get("service").map_or("", String::as_str);
    let response = match credentials {
        Credentials::Identity(refresh) => agent.post(realm).send_form([
            ("grant_type", "refresh_token"),
            ("client_id", "rules_pgrx"),
            ("service", service),
            ("scope", &scopes.join(" ")),
            ("refresh_token", refresh),
        ]),
        other => {
            let mut request = agent.get(realm).query("service", service);
            for scope in scopes {
                request = request.query("scope", scope);
            }
            if let Credentials::Basic { user, password } = other {
                request = request.header("Authorization", basic(user, password));
            }
            request.call()
        }
    };
    let mut response = response.map_err(|error| format!("token server {realm}: {error}"))?;
    let text = response.body_mut().read_to_string().unwrap_or_default();
    if !response.status().is_success() {
        return Err(format!(
            "token server {realm} answers {}",
            response.status()
        ));
    }
    serde_json::from_str::<Answer>(&text)
        .ok()
        .and_then(|answer| answer.token.or(answer.access_token))
        .map(|token| format!("Bearer {token}"))
        .ok_or_else(|| format!("token server {realm} answers without a token"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenges() {
        assert_eq!(
            Challenge::parse("Basic realm=\"x\""),
            Some(Challenge::Basic)
        );
        assert_eq!(Challenge::parse("Digest x"), None);
        let Some(Challenge::Bearer(found)) = Challenge::parse(
            "Bearer realm=\"https://a.example/token\",service=\"a\",scope=\"repository:x:pull,push\"",
        ) else {
            panic!("no bearer challenge");
        };
        assert_eq!(found["realm"], "https://a.example/token");
        assert_eq!(found["service"], "a");
        assert_eq!(found["scope"], "repository:x:pull,push");
    }
}
