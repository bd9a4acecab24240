//! A connection to a registry that breaks after some bytes.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicI64, Ordering::SeqCst};
use std::sync::Arc;
use std::thread;

/// Passes connections on to `target`. Once `limit` bytes went there, `break_off` is
/// called, and all connections of that moment end; later ones are passed on whole.
pub fn breaking_after(
    limit: i64,
    target: &str,
    break_off: impl Fn() + Send + Sync + 'static,
) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (target, left) = (target.to_owned(), Arc::new(AtomicI64::new(limit)));
    let break_off = Arc::new(break_off);
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let Ok(server) = TcpStream::connect(&target) else {
                continue;
            };
            let (left, break_off) = (Arc::clone(&left), Arc::clone(&break_off));
            pass(
                server.try_clone().unwrap(),
                client.try_clone().unwrap(),
                |_| true,
            );
            pass(client, server, move |count| {
                let before = left.fetch_sub(count, SeqCst);
                let breaks = before > 0 && before <= count;
                if breaks {
                    break_off();
                }
                !breaks
            });
        }
    });
    address
}

/// Copies one direction in a thread, until its end or `goes_on` says no.
fn pass(mut from: TcpStream, mut to: TcpStream, goes_on: impl Fn(i64) -> bool + Send + 'static) {
    thread::spawn(move || {
        let mut buffer = [0; 16 * 1024];
        loop {
            match from.read(&mut buffer) {
                Ok(count) if count > 0 && goes_on(i64::try_from(count).unwrap()) => {
                    if to.write_all(&buffer[..count]).is_err() {
                        break;
                    }
                }
                _ => break,
            }
        }
        let _ = from.shutdown(Shutdown::Both);
        let _ = to.shutdown(Shutdown::Both);
    });
}
