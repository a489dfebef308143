namespace LongVpo.Training.World;

/// <summary>The light of everything, as red, green and blue of 0 to 255: actors bright, places dark, so that shape, colour and place can be told apart from each other.</summary>
internal static class Palette
{
    public static (int R, int G, int B) Of(Colour colour) => colour switch
    {
        Colour.Red => (235, 40, 40),
        Colour.Green => (40, 215, 70),
        Colour.Blue => (60, 110, 255),
        Colour.Yellow => (245, 235, 50),
        Colour.Purple => (200, 70, 235),
        Colour.Cyan => (50, 220, 235),
        Colour.Orange => (250, 140, 20),
        _ => (245, 245, 245),
    };

    public static (int R, int G, int B) Of(Place place) => place switch
    {
        Place.Harbour => (22, 42, 104),
        Place.Forest => (20, 78, 34),
        Place.Desert => (122, 98, 52),
        Place.Cave => (52, 52, 56),
        Place.Brickyard => (98, 32, 26),
        _ => (76, 36, 98),
    };
}
