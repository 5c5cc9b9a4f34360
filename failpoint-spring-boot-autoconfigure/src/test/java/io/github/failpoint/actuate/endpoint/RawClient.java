package io.github.failpoint.actuate.endpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends what no client would.
 *
 * @param port the port of the server
 */
record RawClient(int port) {

	/**
	 * The status when the connection was closed without an answer.
	 */
	static final int NO_ANSWER = 0;

	private static final int PIECE = 40;

	/**
	 * Send a request and wait until the server has closed the connection.
	 * @return the answer; a {@link java.net.SocketTimeoutException} means that it hangs
	 */
	Answer send(RawRequest request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setTcpNoDelay(true);
			socket.setSoTimeout((int) EndpointClient.TIMEOUT.toMillis());
			write(socket, request);
			return answer(socket.getInputStream().readAllBytes());
		}
		catch (SocketException ex) {
			return new Answer(NO_ANSWER, "");
		}
	}

	private static void write(Socket socket, RawRequest request) throws IOException {
		OutputStream out = socket.getOutputStream();
		try {
			out.write(request.head());
			writeBody(out, request);
			if (!request.complete()) {
				socket.shutdownOutput();
			}
		}
		catch (SocketException ex) {
			// the server may answer and close before it has read everything
		}
	}

	private static void writeBody(OutputStream out, RawRequest request) throws IOException {
		byte[] body = request.body();
		if (!request.slow()) {
			out.write(body);
			return;
		}
		for (int start = 0; start < Math.min(body.length, 20 * PIECE); start += PIECE) {
			out.write(body, start, Math.min(PIECE, body.length - start));
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
		}
		out.write(body, Math.min(body.length, 20 * PIECE), Math.max(0, body.length - 20 * PIECE));
	}

	private static Answer answer(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		while (text.startsWith("HTTP/1.1 100 ")) {
			text = text.substring(text.indexOf("\r\n\r\n") + 4);
		}
		return text.isEmpty() ? new Answer(NO_ANSWER, "")
				: new Answer(Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3)), text);
	}

}
