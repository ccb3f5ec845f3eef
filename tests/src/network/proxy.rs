//! A proxy in front of a gateway that does what a schedule says to tickets and streams.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::rc::Rc;

use futures_channel::mpsc;
use session_model::Wake;
use tokio::io::{AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet, spawn_local};

use super::fault::{Opening, Passage};
use super::http::{Head, refuse, until_gone};
use super::stream;

/// What a schedule wants of whoever runs it, because a proxy cannot do it.
#[derive(Clone, Copy, Debug)]
pub enum Order {
    /// Kill the gateway and start it again.
    Restart,
    /// Tell the client that the world came back.
    Wake(Wake),
}

/// A proxy on loopback; everything of it ends when it is dropped. Needs a `LocalSet`.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    shared: Rc<Shared>,
    listening: AbortHandle,
}

/// What the connections of a proxy share.
#[derive(Debug)]
pub(super) struct Shared {
    gateway: Cell<SocketAddr>,
    passages: RefCell<VecDeque<Passage>>,
    orders: mpsc::UnboundedSender<Order>,
    /// Frames that went through, for those that come again.
    pub(super) history: RefCell<Vec<String>>,
    streams: Cell<usize>,
    faults: Cell<u32>,
}

impl Proxy {
    /// Listens in front of a gateway; gives the orders of its schedule as they come up.
    ///
    /// # Errors
    ///
    /// When no port of this machine can be listened on.
    pub async fn start(
        gateway: SocketAddr,
        passages: Vec<Passage>,
    ) -> io::Result<(Self, mpsc::UnboundedReceiver<Order>)> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let (orders, ordered) = mpsc::unbounded();
        let shared = Rc::new(Shared {
            gateway: Cell::new(gateway),
            passages: RefCell::new(passages.into()),
            orders,
            history: RefCell::default(),
            streams: Cell::new(0),
            faults: Cell::new(0),
        });
        let proxy = Self {
            address: listener.local_addr()?,
            shared: Rc::clone(&shared),
            listening: spawn_local(listen(listener, shared)).abort_handle(),
        };
        Ok((proxy, ordered))
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the gateway listens from now on.
    pub fn set_gateway(&self, gateway: SocketAddr) {
        self.shared.gateway.set(gateway);
    }

    /// How many streams are open to clients.
    pub fn open_streams(&self) -> usize {
        self.shared.streams.get()
    }

    /// How many faults were met.
    pub fn faults(&self) -> u32 {
        self.shared.faults.get()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

impl Shared {
    pub(super) fn gateway(&self) -> SocketAddr {
        self.gateway.get()
    }

    pub(super) fn met_fault(&self) {
        self.faults.set(self.faults.get() + 1);
    }

    pub(super) fn order(&self, order: Order) {
        // Nobody listens any more when the trial is over.
        let _ = self.orders.unbounded_send(order);
    }

    /// What the next attempt to connect meets, if that is in the way of its ticket.
    fn ticket_passage(&self) -> Option<Opening> {
        let mut passages = self.passages.borrow_mut();
        let opening = passages.front()?.opening;
        match opening {
            Opening::NoTicket(_) | Opening::TicketCut | Opening::TicketSilent => {
                passages.pop_front();
                self.met_fault();
                Some(opening)
            }
            _ => None,
        }
    }

    /// What the next stream meets.
    pub(super) fn stream_passage(&self) -> Passage {
        self.passages.borrow_mut().pop_front().unwrap_or_default()
    }

    pub(super) fn count(self: &Rc<Self>) -> Counted {
        self.streams.set(self.streams.get() + 1);
        Counted(Rc::clone(self))
    }
}

/// An open stream, for as long as it is.
pub(super) struct Counted(Rc<Shared>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.streams.set(self.0.streams.get() - 1);
    }
}

async fn listen(listener: TcpListener, shared: Rc<Shared>) {
    // Dropped with this task, and every connection with it.
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((client, _)) = accepted {
                    connections.spawn_local(serve(client, Rc::clone(&shared)));
                }
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

/// Serves one request; a connection that breaks on either side is over.
async fn serve(mut client: TcpStream, shared: Rc<Shared>) {
    let Ok(head) = Head::read(&mut client).await else {
        return;
    };
    let target = head.target();
    if target.starts_with("/stream?") {
        stream::serve(client, &head, shared).await;
        return;
    }
    if target.ends_with("/stream-ticket")
        && let Some(opening) = shared.ticket_passage()
    {
        match opening {
            Opening::NoTicket(status) => drop(refuse(&mut client, status).await),
            Opening::TicketSilent => until_gone(&mut client).await,
            _ => {}
        }
        return;
    }
    let _ = pass(client, &head, shared.gateway()).await;
}

async fn pass(mut client: TcpStream, head: &Head, gateway: SocketAddr) -> io::Result<()> {
    let mut gateway = TcpStream::connect(gateway).await?;
    gateway.write_all(&head.for_one_answer()).await?;
    copy_bidirectional(&mut client, &mut gateway).await?;
    Ok(())
}
