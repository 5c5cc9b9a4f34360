package io.github.failpoint.actuate.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request as it goes over the wire.
 *
 * @param method the method
 * @param target the path and the query
 * @param headers lines of the head
 * @param body the body as it is sent
 * @param complete whether the head says truly where the body ends
 * @param slow whether the body is sent in small pieces
 */
record RawRequest(String method, String target, List<String> headers, byte[] body, boolean complete, boolean slow) {

	/**
	 * Whether it may change nothing, whatever it is answered.
	 */
	boolean isSafe() {
		return !this.method.equals("POST") && !this.method.equals("DELETE");
	}

	byte[] head() {
		String head = this.method + " " + this.target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ String.join("", this.headers.stream().map((line) -> line + "\r\n").toList()) + "\r\n";
		return head.getBytes(StandardCharsets.ISO_8859_1);
	}

	static byte[] chunked(byte[] body, int size) {
		ByteArrayOutputStream chunks = new ByteArrayOutputStream();
		for (int start = 0; start < body.length; start += size) {
			int length = Math.min(size, body.length - start);
			chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
			chunks.write(body, start, length);
			chunks.writeBytes(new byte[] { '\r', '\n' });
		}
		chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
		return chunks.toByteArray();
	}

	@Override
	public String toString() {
		String text = this.method + " " + this.target + " " + this.headers + "\n"
				+ new String(this.body, StandardCharsets.ISO_8859_1);
		return text.substring(0, Math.min(text.length(), 1000));
	}

}
