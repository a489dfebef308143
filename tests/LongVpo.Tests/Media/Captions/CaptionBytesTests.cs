using System.Text;
using LongVpo.Core.Time;
using LongVpo.Media.Captions;

namespace LongVpo.Tests.Media.Captions;

/// <summary>Caption bytes that the tests encode themselves, so that every word and every moment is known exactly.</summary>
public sealed class CaptionBytesTests
{
    private readonly ClosedCaptions _captions = new();

    [Fact]
    public void A_window_is_told_with_the_moments_it_is_displayed_and_hidden()
    {
        Service(1, [.. Window(visible: false), .. "Caf"u8, 0xe9, 0x0d, 0x7f, (byte)' ', 0x10, 0x39]);
        Service(2, [0x89, 0x01]);
        Service(5, [0x8a, 0x01]);

        Assert.Equal([(2.0, 5.0, "Café\n♪ ™")], Told());
    }

    [Theory]
    [InlineData(0x88)]
    [InlineData(0x8c)]
    public void Clearing_and_deleting_a_window_end_its_words(byte command)
    {
        Service(1, [.. Window(visible: true), .. "One"u8]);
        Service(3, [command, 0x01]);
        Service(4, [0x89, 0x01]);
        Service(6, [0x8a, 0x01]);

        Assert.Equal([(1.0, 3.0, "One")], Told());
    }

    [Fact]
    public void A_packet_split_over_pictures_is_read_when_its_last_bytes_come()
    {
        var first = Packet([.. Window(visible: true), .. "split "u8]);
        var second = Packet("in two"u8.ToArray());
        Push(1, first[..6]);
        Push(2, [.. first[6..], .. second[..3]]);
        Push(3, second[3..]);
        Service(7, [0x8a, 0x01]);

        Assert.Equal([(2.0, 7.0, "split in two")], Told());
    }

    [Fact]
    public void Rolling_rows_are_told_one_by_one_when_they_are_finished()
    {
        Pairs(1, 0x14, 0x25, 0x14, 0x25, 0x14, 0x2d, 0x14, 0x2d, 0x14, 0x70, 0x14, 0x70);
        Letters(2, "One ");
        Pairs(4, 0x14, 0x2d, 0x14, 0x2d);
        Letters(5, "Two ");
        Pairs(8, 0x14, 0x2c, 0x14, 0x2c);

        Assert.Equal([(2.0, 4.0, "One"), (5.0, 8.0, "Two")], Told());
    }

    [Fact]
    public void Painted_letters_are_told_from_the_first_letter_to_the_erasing()
    {
        Pairs(1, 0x14, 0x29, 0x14, 0x29, 0x14, 0x70, 0x14, 0x70);
        Letters(2, "Ni");
        Letters(3, "ce");
        Pairs(6, 0x14, 0x2c, 0x14, 0x2c);

        Assert.Equal([(2.0, 6.0, "Nice")], Told());
    }

    [Fact]
    public void A_caption_is_told_while_it_is_on_screen_and_again_only_when_it_changed()
    {
        Pairs(1, 0x14, 0x20, 0x14, 0x20, 0x14, 0x70, 0x14, 0x70);
        Letters(1, "Both");
        Assert.Empty(News(1));
        Pairs(2, 0x14, 0x2f, 0x14, 0x2f);

        Assert.Equal([(2.0, 2.0, "Both")], News(2));
        Assert.Empty(News(3));
        Pairs(4, 0x14, 0x2c, 0x14, 0x2c);
        Assert.Empty(News(4));
        Assert.Equal([(2.0, 4.0, "Both")], Told());
    }

    [Fact]
    public void Letters_that_are_painted_are_told_as_they_grow()
    {
        Pairs(1, 0x14, 0x29, 0x14, 0x29, 0x14, 0x70, 0x14, 0x70);
        Letters(2, "Ni");
        Assert.Equal([(2.0, 2.0, "Ni")], News(2));
        Letters(3, "ce");
        Assert.Equal([(2.0, 3.0, "Nice")], News(3));
    }

    [Fact]
    public void A_window_on_screen_is_told_before_it_is_hidden()
    {
        Service(1, [.. Window(visible: true), .. "One"u8]);

        Assert.Equal([(1.0, 2.0, "One")], News(2));
        Assert.Empty(News(3));
    }

    private List<(double Start, double End, string Text)> News(int second) =>
        [.. _captions.NewsAt(MediaTime.FromSeconds(second)).Select(line => (line.Start.Seconds, line.End.Seconds, line.Text))];

    // Window 0 of two rows.
    private static byte[] Window(bool visible) => [0x98, (byte)(visible ? 0x20 : 0), 0, 0, 0x01, 31, 0];

    private static byte[] Packet(byte[] block)
    {
        byte[] bytes = [0, (byte)((1 << 5) | block.Length), .. block];
        if (bytes.Length % 2 != 0) bytes = [.. bytes, 0];
        bytes[0] = (byte)(bytes.Length / 2);
        List<byte> triplets = [];
        for (var i = 0; i < bytes.Length; i += 2) triplets.AddRange([(byte)(i == 0 ? 0xff : 0xfe), bytes[i], bytes[i + 1]]);
        return [.. triplets];
    }

    private void Service(int second, byte[] block) => Push(second, Packet(block));

    private void Letters(int second, string text) => Pairs(second, Encoding.ASCII.GetBytes(text));

    private void Pairs(int second, params byte[] bytes)
    {
        for (var i = 0; i < bytes.Length; i += 2) Push(second, [0xfc, bytes[i], bytes[i + 1]]);
    }

    private void Push(int second, byte[] triplets) => _captions.Push(triplets, MediaTime.FromSeconds(second));

    private List<(double Start, double End, string Text)> Told()
    {
        _captions.Finish(MediaTime.FromSeconds(60));
        List<(double, double, string)> told = [];
        while (_captions.TryTake(out var line)) told.Add((line.Start.Seconds, line.End.Seconds, line.Text));
        return told;
    }
}
