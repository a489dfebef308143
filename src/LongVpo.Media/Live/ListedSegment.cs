namespace LongVpo.Media.Live;

/// <summary>One segment as a playlist lists it.</summary>
/// <param name="Url">Where it lies, absolute.</param>
/// <param name="Length">How long it is shown; zero where the playlist says nothing usable.</param>
/// <param name="Begins">When it was live; null where the playlist does not say.</param>
internal sealed record ListedSegment(string Url, TimeSpan Length, DateTimeOffset? Begins);
