package com.example.points;

import java.util.zip.CRC32;

import io.github.failpoint.FailpointHandle;
import io.github.failpoint.Failpoints;

final class Checksum {

	private static final FailpointHandle COMPUTE = Failpoints.failpoint("checksum.compute");

	private Checksum() {
	}

	static long of(byte[] bytes) {
		return COMPUTE.evaluate(Long.class, () -> {
			CRC32 crc = new CRC32();
			crc.update(bytes);
			return crc.getValue();
		});
	}

}
