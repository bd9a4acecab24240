//! One request to a registry: authenticated, and tried again where that may help.

use super::answer::{describe, explain, is_passing, retry_after};
use super::attempt::{Attempt, Settings};
use super::auth::{answer, Challenge};
use super::tls;
use crate::credentials::{config_file, Credentials};
use crate::error::{Error, Result};
use std::sync::Mutex;
use std::time::Duration;
use ureq::http::{Method, Request, Response};
use ureq::{Agent, Body, SendBody};

/// A registry's address, with all that requests share.
pub struct Client {
    agent: Agent,
    /// `host[:port]`, for messages.
    registry: String,
    credentials: Credentials,
    /// What a Bearer token is asked for.
    scopes: Vec<String>,
    /// How often to try.
    pub settings: Settings,
    /// The `Authorization` header that the registry took last.
    authorization: Mutex<Option<String>>,
}

/// A request that can be made again: its body is made anew for each attempt.
pub struct Call<'a> {
    /// What it is for, such as `cannot upload blob x to y`; begins the error's text.
    pub what: String,
    /// Method.
    pub method: Method,
    /// Whole address.
    pub url: String,
    /// Headers.
    pub headers: Vec<(&'static str, String)>,
    /// Makes the body.
    pub body: Option<&'a (dyn Fn() -> Result<SendBody<'static>> + Sync)>,
}

impl Client {
    /// A client without connections yet.
    pub fn new(
        registry: &str,
        credentials: Credentials,
        scopes: Vec<String>,
        settings: Settings,
    ) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .user_agent("rules_pgrx")
            .tls_config(tls::config())
            .timeout_connect(Some(Duration::from_secs(30)))
            .timeout_per_read(Some(Duration::from_secs(120)))
            .timeout_per_write(Some(Duration::from_secs(120)))
            .build()
            .new_agent();
        Self {
            agent,
            registry: registry.into(),
            credentials,
            scopes,
            settings,
            authorization: Mutex::default(),
        }
    }

    /// Makes a request until it is answered by something else than a passing failure.
    ///
    /// # Errors
    /// [`Error::Unreachable`], [`Error::Unauthorized`], and those of the body.
    pub fn run(&self, call: &Call) -> Result<Response<Body>> {
        self.settings.persist(&call.what, || self.attempt(call))
    }

    /// Makes a request once.
    ///
    /// # Errors
    /// As [`Client::run`], but for passing failures.
    pub fn attempt(&self, call: &Call) -> Result<Attempt<Response<Body>>> {
        Ok(match self.authorized(call)? {
            Ok(mut response) if is_passing(&response) => Attempt::Failed {
                retry_after: retry_after(&response),
                reason: describe(&mut response),
            },
            Ok(response) => Attempt::Done(response),
            Err(error) => Attempt::Failed {
                retry_after: Duration::ZERO,
                reason: explain(&error, call.body.is_some()),
            },
        })
    }

    /// Makes a request, and once more with an answer to the challenge it meets.
    fn authorized(&self, call: &Call) -> Result<Result<Response<Body>, ureq::Error>> {
        let known = self.authorization.lock().expect("no thread panics").clone();
        let mut response = match self.once(call, known.as_deref())? {
            Ok(response) if response.status() == 401 => response,
            other => return Ok(other),
        };
        let challenges = response.headers().get_all("www-authenticate");
        let challenge = challenges
            .iter()
            .find_map(|header| Challenge::parse(header.to_str().ok()?));
        let refused = |answer: String| Error::Unauthorized {
            registry: self.registry.clone(),
            credentials: self.credentials.describe(),
            answer,
            config: config_file(),
        };
        let Some(challenge) = challenge else {
            return Err(refused(describe(&mut response)));
        };
        let header =
            answer(&self.agent, &challenge, &self.credentials, &self.scopes).map_err(&refused)?;
        match self.once(call, Some(&header))? {
            Ok(mut response) if response.status() == 401 => Err(refused(describe(&mut response))),
            other => {
                *self.authorization.lock().expect("no thread panics") = Some(header);
                Ok(other)
            }
        }
    }

    fn once(
        &self,
        call: &Call,
        authorization: Option<&str>,
    ) -> Result<Result<Response<Body>, ureq::Error>> {
        let mut request = Request::builder()
            .method(call.method.clone())
            .uri(&call.url);
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        if let Some(value) = authorization {
            request = request.header("Authorization", value);
        }
        let body = match call.body {
            Some(make) => make()?,
            None => SendBody::none(),
        };
        Ok(match request.body(body) {
            Ok(request) => self.agent.run(request),
            Err(error) => Err(error.into()),
        })
    }
}
