/* Preloaded into the program: while the control file is there, writes or flushes of the record fail with EIO.
   The file's first letter says which: w, f, or b for both. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int refuses(int fd, char kind) {
  const char *control = getenv("TAPEDECK_FAILING_WRITES");
  if (control == NULL || access(control, F_OK) != 0) return 0;
  char link[64], path[4096], wanted = 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  if (strstr(path, "record.sqlite") == NULL) return 0;
  int file = open(control, O_RDONLY);
  if (file < 0) return 0;
  ssize_t count = read(file, &wanted, 1);
  close(file);
  return count == 1 && (wanted == kind || wanted == 'b');
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
  if (refuses(fd, 'w')) return errno = EIO, -1;
  return REAL(pwrite64)(fd, data, size, at);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
  if (refuses(fd, 'w')) return errno = EIO, -1;
  return REAL(pwrite)(fd, data, size, at);
}

ssize_t write(int fd, const void *data, size_t size) {
  if (refuses(fd, 'w')) return errno = EIO, -1;
  return REAL(write)(fd, data, size);
}

int fsync(int fd) {
  if (refuses(fd, 'f')) return errno = EIO, -1;
  return REAL(fsync)(fd);
}

int fdatasync(int fd) {
  if (refuses(fd, 'f')) return errno = EIO, -1;
  return REAL(fdatasync)(fd);
}
