//! A registry that takes no manifest with a `subject`.

use std::io::{copy, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

const REFUSAL: &str = "HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\n\
    Content-Type: application/json\r\nContent-Length: 52\r\n\r\n\
    {\"errors\":[{\"code\":\"UNSUPPORTED\",\"message\":\"no\"}]}\n";

/// Passes requests on to `target`, but for manifests that refer to another.
pub fn without_subjects(target: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let target = target.to_owned();
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let target = target.clone();
            // One that hangs up is none of this thread's business.
            thread::spawn(move || drop(serve(client, &target)));
        }
    });
    address
}

/// Answers one request; the client then connects anew.
fn serve(mut client: TcpStream, target: &str) -> std::io::Result<()> {
    let mut request = BufReader::new(client.try_clone()?);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if request.read_line(&mut line)? <= 2 {
            break;
        }
        let lower = line.to_ascii_lowercase();
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        head += &line;
    }
    let mut body = vec![0; length];
    request.read_exact(&mut body)?;
    let refers = String::from_utf8_lossy(&body).contains("\"subject\":");
    if head.starts_with("PUT ") && head.contains("/manifests/") && refers {
        return client.write_all(REFUSAL.as_bytes());
    }
    let mut server = TcpStream::connect(target)?;
    write!(server, "{head}Connection: close\r\n\r\n")?;
    server.write_all(&body)?;
    copy(&mut server, &mut client)?;
    Ok(())
}
