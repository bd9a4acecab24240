//! A connection that comes from elsewhere: `initdb` lets 127.0.0.1 in without password,
//! so clients are passed on from another address of the loopback network.

use std::io;
use std::net::{SocketAddrV4, TcpListener, TcpStream};
use std::thread;

use rustix::net::{bind, connect, socket, AddressFamily, SocketType};

/// The address that the server sees.
const FROM: [u8; 4] = [127, 0, 0, 5];

/// Passes connections to a port of 127.0.0.1 on; returns the port to connect to. Ends
/// with the test.
pub fn to(port: u16) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let own = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let server = from_elsewhere(port).unwrap();
            pass(client.try_clone().unwrap(), server.try_clone().unwrap());
            pass(server, client);
        }
    });
    own
}

fn from_elsewhere(port: u16) -> io::Result<TcpStream> {
    let socket = socket(AddressFamily::INET, SocketType::STREAM, None)?;
    bind(&socket, &SocketAddrV4::new(FROM.into(), 0))?;
    connect(&socket, &SocketAddrV4::new([127, 0, 0, 1].into(), port))?;
    Ok(socket.into())
}

fn pass(mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || {
        let _either_side_may_leave = io::copy(&mut from, &mut to);
        let _already_gone = to.shutdown(std::net::Shutdown::Write);
    });
}

/// A port that nobody uses now.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
