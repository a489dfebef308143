using System.Globalization;
using LongVpo.Core.Options;
using LongVpo.Core.Videos;
using LongVpo.Memory.Stores;
using LongVpo.StoreWriter;

// Writes segments until it is killed, and says after each one what the store has acknowledged: the test that kills it compares.
var video = new VideoId("killed");
await using var session = await StoreSession.OpenWriterAsync(args[0], new StoreOptions(), CancellationToken.None);
var version = 0L;
await foreach (var item in session.Videos.ReadAsync(video, CancellationToken.None)) version = item.Version;
if (version == 0) version = await session.Videos.AppendAsync(video, 0, [MadeUpVideo.Opened("/films/killed.mkv")], CancellationToken.None);
Console.WriteLine("ready");
while (true)
{
    var ordinal = (int)version - 1;
    version = await session.Videos.AppendAsync(video, version, [MadeUpVideo.Segment(ordinal, $"line {ordinal} of the killed writer")], CancellationToken.None);
    Console.WriteLine(version.ToString(CultureInfo.InvariantCulture));
}
