//SOURCES ../../lib/LiveBlock.java
//SOURCES Screen.java

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveBlockTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void a_block_is_drawn_in_place_of_the_one_before() {
        LiveBlock block = block(24, 80);

        block.draw(size -> List.of("three", "lines", "long"));
        block.draw(size -> List.of("now", "two"));

        assertEquals("now\ntwo\n", shown(80));
    }

    @Test
    void lines_that_stay_go_above_it() {
        LiveBlock block = block(24, 80);

        block.above("before");
        block.draw(size -> List.of("a", "b"));
        block.above("meanwhile, and rather long\nwith a second line");

        assertEquals("before\nmeanwhile, and rather long\nwith a second line\na\nb\n", shown(80));
    }

    @Test
    void nothing_is_left_of_one_that_is_erased() {
        LiveBlock block = block(24, 80);
        block.above("before");
        block.draw(size -> List.of("a", "b"));

        block.erase();
        block.above("after");

        assertEquals("before\nafter\n", shown(80));
    }

    @Test
    void it_takes_no_more_room_than_there_is() {
        LiveBlock block = block(5, 12);

        block.draw(size -> IntStream.range(0, 100).mapToObj(i -> i + " is a line of many words").toList());

        assertEquals("0 is a lin…\n1 is a lin…\n2 is a lin…\n3 is a lin…\n", shown(12));
    }

    @Test
    void a_terminal_that_became_narrower_shows_it_once() {
        Terminal.Size[] size = {new Terminal.Size(24, 80)};
        LiveBlock block = new LiveBlock(Screen.stream(written), () -> size[0], line -> line);
        String line = "x".repeat(60);
        block.draw(now -> List.of(line, line));
        String before = Screen.after(text(), 40);
        assertEquals(4, before.lines().count());

        size[0] = new Terminal.Size(24, 40);
        sleepUntilTheSizeIsLookedAtAgain();
        block.draw(now -> List.of("a", "b"));

        assertEquals("a\nb\n", shown(40));
    }

    @Test
    void control_characters_of_what_is_shown_do_nothing() {
        block(24, 80).draw(size -> List.of("evil \u001b[2J\rtext\nof two lines"));

        assertTrue(shown(80).startsWith("evil  [2J text of two lines"), shown(80));
    }

    private LiveBlock block(int rows, int columns) {
        return new LiveBlock(Screen.stream(written), () -> new Terminal.Size(rows, columns), line -> line);
    }

    private String shown(int columns) {
        return Screen.after(text(), columns);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private static void sleepUntilTheSizeIsLookedAtAgain() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
