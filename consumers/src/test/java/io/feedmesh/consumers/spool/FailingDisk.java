package io.feedmesh.consumers.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The disk of this machine, until it fails: at one step, or from one step on. */
final class FailingDisk implements Disk {
  private final AtomicInteger steps = new AtomicInteger();
  private volatile int failing = Integer.MAX_VALUE;
  private volatile boolean forGood;
  volatile long free = Long.MAX_VALUE;

  /** So many names (inodes) the file system under this folder has, if it is set. */
  volatile int names = Integer.MAX_VALUE;

  volatile Path root;

  /** A file that cannot be read, and what the system says of it, if it is set. */
  volatile Path bad;

  volatile String problem = "Input/output error";

  /** From now on the given step fails, counted from 0; for good if all after it do, too. */
  void failAt(int step, boolean all) {
    steps.set(0);
    failing = step;
    forGood = all;
  }

  void heal() {
    failing = Integer.MAX_VALUE;
  }

  /** Steps since {@link #failAt}. */
  int steps() {
    return steps.get();
  }

  private boolean fails() {
    int step = steps.getAndIncrement();
    return step == failing || (forGood && step > failing);
  }

  private void step() throws IOException {
    if (fails()) {
      throw new IOException("the disk fails, as it is to");
    }
  }

  private void name(Path path) throws IOException {
    if (names == Integer.MAX_VALUE || Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      if (all.count() >= names) { // what Linux says, whatever is out
        throw new FileSystemException(path.toString(), null, "No space left on device");
      }
    }
  }

  /** Half of it gets there, as when a disk fills up. */
  @Override
  public void write(Path file, byte[] content, boolean sync) throws IOException {
    name(file);
    if (fails()) {
      REAL.write(file, Arrays.copyOf(content, content.length / 2), sync);
      throw new IOException("no space left, as it is to be");
    }
    REAL.write(file, content, sync);
  }

  /** Half of it gets there, too. */
  @Override
  public void append(Path file, byte[] content, boolean sync) throws IOException {
    name(file);
    if (fails()) {
      REAL.append(file, Arrays.copyOf(content, content.length / 2), sync);
      throw new IOException("no space left, as it is to be");
    }
    REAL.append(file, content, sync);
  }

  @Override
  public void date(Path file, long modified) throws IOException {
    step();
    REAL.date(file, modified);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    step();
    REAL.move(from, to);
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    step();
    name(folder);
    REAL.makeFolder(folder);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    step();
    REAL.syncFolder(folder);
  }

  @Override
  public void delete(Path path) throws IOException {
    step();
    REAL.delete(path);
  }

  @Override
  public byte[] read(Path file) throws IOException {
    step();
    bad(file);
    return REAL.read(file);
  }

  @Override
  public FileChannel open(Path file) throws IOException {
    bad(file);
    return REAL.open(file);
  }

  private void bad(Path file) throws IOException {
    if (file.equals(bad)) {
      throw new FileSystemException(file.toString(), null, problem);
    }
  }

  @Override
  public long free(Path folder) throws IOException {
    return free == Long.MAX_VALUE ? REAL.free(folder) : free;
  }
}
