namespace LongVpo.Training.World.Film;

/// <summary>Draws the pictures of one scene; what stands still in it is drawn once.</summary>
internal sealed class ScenePicture
{
    private const int PanPercent = 16;
    private const int ZoomMost = 1024 / 4;
    private const int StrobeTime = 100_000;
    private const int StrobePercent = 180;
    private readonly FilmScene _scene;
    private readonly Canvas _canvas;
    private readonly byte[] _stage;
    private readonly byte[] _view;
    private readonly SignPlate? _sign;

    public ScenePicture(FilmScene scene, Canvas canvas)
    {
        (_scene, _canvas) = (scene, canvas);
        _stage = new byte[canvas.Width * canvas.Height * 3];
        ScenePainter.PaintStage(scene.Scene, canvas, _stage);
        _view = scene.Disturbance is Disturbance.Pan or Disturbance.Zoom ? new byte[_stage.Length] : [];
        if (scene.Sign is { } sign) _sign = new SignPlate(sign.Text, canvas, isOnTop: scene.Scene.Nuisance.BadgeCorner >= 2);
    }

    /// <summary>Draws a moment; before and after the scene its first and last picture.</summary>
    /// <param name="time">In microseconds of the film.</param>
    /// <param name="rgb">Takes the picture.</param>
    public void Paint(long time, Span<byte> rgb)
    {
        var (from, length) = (_scene.When.From * 1000, _scene.When.Length * 1000);
        var share = (int)Math.Clamp((time - from) * Scene.Steps * 256 / length, 0, Scene.Steps * 256 - 1);
        _stage.CopyTo(rgb);
        // Halfway between two steps a zigzag is in its middle: who looks once a step at these moments would see it stand still.
        ScenePainter.PaintActor(_scene.Scene, _scene.Scene.Action == ActorAction.Zigzag ? share & ~255 : share, _canvas, rgb);
        Move(share, rgb);
        if (_scene.Disturbance == Disturbance.Crossing && _scene.Disturbed.Holds(time / 1000)) Cross(time, rgb);
        ScenePainter.PaintBadge(_scene.Scene, share - 256 / FilmScene.BadgeDelay, _canvas, rgb);
        if (_scene.Sign is { } sign && sign.When.Holds(time / 1000)) _sign!.LayOver(_canvas, rgb);
        if (_scene.Disturbance == Disturbance.Strobe && _scene.Disturbed.Holds(time / 1000) && time / StrobeTime % 2 == 0) PictureDamage.Light(StrobePercent, rgb);
    }

    /// <summary>The badge and signs stay where they are, as a channel's own do.</summary>
    private void Move(int share, Span<byte> rgb)
    {
        if (_view.Length == 0) return;
        rgb.CopyTo(_view);
        if (_scene.Disturbance == Disturbance.Pan) Camera.Pan(_view, _canvas, _canvas.Width * PanPercent * (share - Scene.Steps * 128) / (Scene.Steps * 256 * 100), rgb);
        else Camera.Zoom(_view, _canvas, 1024 - ZoomMost * share / (Scene.Steps * 256), rgb);
    }

    /// <summary>A grey slab a third of the picture wide and four fifths high goes from left to right.</summary>
    private void Cross(long time, Span<byte> rgb)
    {
        var width = _canvas.Width / 3;
        var left = (int)((_canvas.Width + width) * (time - _scene.Disturbed.From * 1000) / (_scene.Disturbed.Length * 1000)) - width;
        var (first, last) = (Math.Max(0, left), Math.Min(_canvas.Width, left + width));
        for (var y = _canvas.Height / 10; y < _canvas.Height * 9 / 10 && first < last; y++) rgb.Slice((y * _canvas.Width + first) * 3, (last - first) * 3).Fill(88);
    }
}
