namespace LongVpo.Media.ScreenText;

/// <summary>
/// Gathers ink into connected patches and keeps those that could be letters. Works on runs instead of pixels, because a row of video has a few
/// dozen runs; its buffers are kept from frame to frame.
/// </summary>
internal sealed class BlobFinder
{
    private const int LeastHeight = 6;

    /// <summary>Tallest patch that could be letters, in pixels; taller ones are found a level up.</summary>
    public const int LargestHeight = 56;

    private readonly List<Run> _runs = [];
    private readonly List<int> _parents = [];
    private Patch[] _patches = [];

    /// <summary>The patches of one polarity that could be letters, in no particular order.</summary>
    public List<InkBlob> Find(GrayPicture picture, InkMap map, byte polarity)
    {
        _runs.Clear();
        _parents.Clear();
        CollectRuns(picture, map, polarity);
        return Summarise();
    }

    private void CollectRuns(GrayPicture picture, InkMap map, byte polarity)
    {
        var (previousStart, previousEnd) = (0, 0);
        for (var y = 0; y < map.Height; y++)
        {
            var rowStart = _runs.Count;
            var kinds = map.Kinds.AsSpan(y * map.Width, map.Width);
            var grays = picture.Pixels.AsSpan(y * map.Width, map.Width);
            var above = previousStart;
            for (var x = 0; x < kinds.Length;)
            {
                var skip = kinds[x..].IndexOf(polarity);
                if (skip < 0) break;
                var left = x + skip;
                var length = kinds[left..].IndexOfAnyExcept(polarity);
                var right = length < 0 ? kinds.Length : left + length;
                var sum = 0;
                foreach (var gray in grays[left..right]) sum += gray;
                _runs.Add(new Run(y, left, right, sum));
                _parents.Add(_runs.Count - 1);
                above = JoinAbove(above, previousEnd, left, right);
                x = right;
            }

            (previousStart, previousEnd) = (rowStart, _runs.Count);
        }
    }

    /// <summary>Ties the newest run to the runs of the row above that touch it, corners included.</summary>
    private int JoinAbove(int above, int end, int left, int right)
    {
        while (above < end && _runs[above].Right < left) above++;
        for (var touching = above; touching < end && _runs[touching].Left <= right; touching++) Join(_runs.Count - 1, touching);
        return above;
    }

    private void Join(int a, int b)
    {
        (a, b) = (RootOf(a), RootOf(b));
        if (a != b) _parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    private int RootOf(int run)
    {
        while (_parents[run] != run) run = _parents[run] = _parents[_parents[run]];
        return run;
    }

    private List<InkBlob> Summarise()
    {
        if (_patches.Length < _runs.Count) _patches = new Patch[_runs.Count * 2];
        Array.Clear(_patches, 0, _runs.Count);
        for (var i = 0; i < _runs.Count; i++) _patches[RootOf(i)].Add(_runs[i]);
        var blobs = new List<InkBlob>();
        for (var i = 0; i < _runs.Count; i++)
        {
            if (_parents[i] != i) continue;
            var blob = _patches[i].ToBlob();
            if (CouldBeLetters(blob)) blobs.Add(blob);
        }

        return blobs;
    }

    private static bool CouldBeLetters(InkBlob blob)
    {
        if (blob.Height is < LeastHeight or > LargestHeight || blob.Width < 2 || blob.Width > 14 * blob.Height) return false;
        if (blob.Width > 3 * blob.Height && blob.Height > 24) return false;
        var fill = (double)blob.Area / (blob.Width * blob.Height);
        if (fill < 0.12 || (fill > 0.92 && blob.Width > 0.6 * blob.Height)) return false;
        return blob.Stroke <= 0.75 * blob.Height;
    }

    private readonly record struct Run(int Row, int Left, int Right, int GraySum);

    private struct Patch
    {
        private int _left;
        private int _top;
        private int _right;
        private int _bottom;
        private int _area;
        private int _runs;
        private long _gray;

        public void Add(Run run)
        {
            if (_runs == 0) (_left, _top, _right, _bottom) = (run.Left, run.Row, run.Right, run.Row + 1);
            _left = Math.Min(_left, run.Left);
            _right = Math.Max(_right, run.Right);
            _bottom = Math.Max(_bottom, run.Row + 1);
            _area += run.Right - run.Left;
            _runs++;
            _gray += run.GraySum;
        }

        public readonly InkBlob ToBlob() => new(_left, _top, _right, _bottom, _area, _runs, (int)(_gray / _area));
    }
}
