package io.feedmesh.schemas.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A client of HTTP/2 in clear that sends just the frames it is told to (RFC 9113, section 4). */
final class Http2Wire implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int WINDOW_UPDATE = 8;

  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private final Socket socket;
  private final DataInputStream in;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(int type, int flags, int stream, byte[] payload) {
    boolean last() {
      return (flags & END_STREAM) != 0;
    }

    String text() {
      return new String(payload, US_ASCII);
    }
  }

  Http2Wire(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
    socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
  }

  void send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    int length = payload.length;
    frame.write(new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length});
    frame.write(new byte[] {(byte) type, (byte) flags, 0, 0, 0, (byte) stream});
    frame.write(payload);
    socket.getOutputStream().write(frame.toByteArray());
  }

  /** Names and values by turns, each as it is (RFC 7541, section 6.2.2). */
  void headers(int stream, boolean last, String... fields) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < fields.length; i++) {
      if (i % 2 == 0) {
        block.write(0);
      }
      block.write(fields[i].length());
      block.write(fields[i].getBytes(US_ASCII));
    }
    send(HEADERS, END_HEADERS | (last ? END_STREAM : 0), stream, block.toByteArray());
  }

  void data(int stream, String text) throws IOException {
    send(DATA, 0, stream, text.getBytes(US_ASCII));
  }

  /** The next frame of a stream, but for what it says about its window. */
  Frame next(int stream) throws IOException {
    while (true) {
      byte[] length = in.readNBytes(3);
      int bytes = (length[0] & 0xff) << 16 | (length[1] & 0xff) << 8 | (length[2] & 0xff);
      Frame frame =
          new Frame(in.readByte(), in.readByte(), in.readInt() & 0x7fffffff, in.readNBytes(bytes));
      if (frame.type() == DATA && bytes > 0) {
        byte[] taken = {0, length[0], length[1], length[2]};
        send(WINDOW_UPDATE, 0, 0, taken);
        send(WINDOW_UPDATE, 0, frame.stream(), taken);
      }
      if (frame.stream() == stream && frame.type() != WINDOW_UPDATE) {
        return frame;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
