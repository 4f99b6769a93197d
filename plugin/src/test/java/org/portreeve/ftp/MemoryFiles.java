package org.portreeve.ftp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.User;
import org.jspecify.annotations.Nullable;

/** A file system that somebody else has written: files are in memory, each user has a tree, and nothing is native. */
final class MemoryFiles implements FileSystemFactory {

    private static final byte[] DIRECTORY = {};

    private final Map<String, NavigableMap<String, byte[]>> trees = new ConcurrentHashMap<>();

    private volatile Gate gate = () -> {};

    /** What a listing has to pass. */
    interface Gate {
        void pass();
    }

    /** Listings wait for this. */
    void hold(Gate until) {
        gate = until;
    }

    NavigableMap<String, byte[]> tree(String user) {
        return trees.computeIfAbsent(user, unused -> {
            NavigableMap<String, byte[]> tree = new ConcurrentSkipListMap<>();
            tree.put("/", DIRECTORY);
            return tree;
        });
    }

    void put(String user, String path, byte[] content) {
        tree(user).put(path, content);
    }

    void mkdir(String user, String path) {
        tree(user).put(path, DIRECTORY);
    }

    /** The plain files below a directory, hidden ones included. */
    List<byte[]> files(String user, String directory) {
        return tree(user).entrySet().stream()
                .filter(each -> each.getValue() != DIRECTORY && each.getKey().startsWith(directory))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public String toString() {
        return String.valueOf(trees.entrySet().stream()
                .map(each -> each.getKey() + each.getValue().keySet())
                .toList());
    }

    @Override
    public FileSystemView createFileSystemView(User user) {
        return new View(tree(user.getName()), gate);
    }

    private static final class View implements FileSystemView {

        private final NavigableMap<String, byte[]> tree;
        private final Gate gate;
        private String at = "/";

        View(NavigableMap<String, byte[]> tree, Gate gate) {
            this.tree = tree;
            this.gate = gate;
        }

        @Override
        public FtpFile getHomeDirectory() {
            return new Node(tree, gate, "/");
        }

        @Override
        public FtpFile getWorkingDirectory() {
            return new Node(tree, gate, at);
        }

        @Override
        public boolean changeWorkingDirectory(String directory) {
            String path = resolve(directory);
            boolean there = tree.get(path) == DIRECTORY;
            at = there ? path : at;
            return there;
        }

        private String resolve(String name) {
            return Path.of(at).resolve(name).normalize().toString();
        }

        @Override
        public FtpFile getFile(String name) {
            return new Node(tree, gate, resolve(name));
        }

        @Override
        public boolean isRandomAccessible() {
            return true;
        }

        @Override
        public void dispose() {}
    }

    private static final class Node implements FtpFile {

        private final NavigableMap<String, byte[]> tree;
        private final Gate gate;
        private final String path;

        Node(NavigableMap<String, byte[]> tree, Gate gate, String path) {
            this.tree = tree;
            this.gate = gate;
            this.path = path;
        }

        @Override
        public String getAbsolutePath() {
            return path;
        }

        @Override
        public String getName() {
            return path.equals("/") ? path : path.substring(path.lastIndexOf('/') + 1);
        }

        private byte @Nullable [] content() {
            return tree.get(path);
        }

        @Override
        public boolean isHidden() {
            return false;
        }

        @Override
        public boolean isDirectory() {
            return content() == DIRECTORY;
        }

        @Override
        public boolean isFile() {
            return doesExist() && !isDirectory();
        }

        @Override
        public boolean doesExist() {
            return content() != null;
        }

        @Override
        public boolean isReadable() {
            return doesExist();
        }

        @Override
        public boolean isWritable() {
            return !isDirectory();
        }

        @Override
        public boolean isRemovable() {
            return true;
        }

        @Override
        public String getOwnerName() {
            return "user";
        }

        @Override
        public String getGroupName() {
            return "group";
        }

        @Override
        public int getLinkCount() {
            return 1;
        }

        @Override
        public long getLastModified() {
            return 0;
        }

        @Override
        public boolean setLastModified(long time) {
            return false;
        }

        @Override
        public long getSize() {
            byte[] content = content();
            return content == null ? 0 : content.length;
        }

        @Override
        public @Nullable Object getPhysicalFile() {
            return null;
        }

        @Override
        public boolean mkdir() {
            synchronized (tree) {
                return hasPlace(path) && tree.putIfAbsent(path, DIRECTORY) == null;
            }
        }

        private boolean hasPlace(String name) {
            return tree.get(name.substring(0, Math.max(1, name.lastIndexOf('/')))) == DIRECTORY;
        }

        @Override
        public boolean delete() {
            synchronized (tree) {
                boolean full = isDirectory() && !listFiles().isEmpty();
                return !full && tree.remove(path) != null;
            }
        }

        @Override
        public boolean move(FtpFile destination) {
            synchronized (tree) {
                String to = destination.getAbsolutePath();
                if (destination.doesExist() || !doesExist() || to.startsWith(path + "/") || !hasPlace(to)) {
                    return false;
                }
                for (String each : List.copyOf(tree.tailMap(path, true).keySet())) {
                    if (each.equals(path) || each.startsWith(path + "/")) {
                        tree.put(to + each.substring(path.length()), tree.remove(each));
                    }
                }
                return true;
            }
        }

        @Override
        public List<? extends FtpFile> listFiles() {
            gate.pass();
            String below = path.equals("/") ? "/" : path + "/";
            return tree.tailMap(below, false).keySet().stream()
                    .takeWhile(each -> each.startsWith(below))
                    .filter(each -> each.indexOf('/', below.length()) < 0)
                    .map(each -> new Node(tree, gate, each))
                    .toList();
        }

        @Override
        public OutputStream createOutputStream(long offset) throws IOException {
            synchronized (tree) {
                if (!hasPlace(path)) {
                    throw new IOException("no such directory");
                }
                tree.putIfAbsent(path, new byte[0]);
            }
            return new ByteArrayOutputStream() {
                @Override
                public void close() {
                    tree.replace(path, toByteArray());
                }
            };
        }

        @Override
        public InputStream createInputStream(long offset) {
            byte[] content = content();
            ByteArrayInputStream in = new ByteArrayInputStream(content == null ? new byte[0] : content);
            long unused = in.skip(offset);
            return in;
        }
    }
}
