using LongVpo.Models.Checkpoints;

namespace LongVpo.Models.Tests.Checkpoints;

/// <summary>Reads arrays of a safetensors file of test data.</summary>
internal static class Arrays
{
    public static byte[] Bytes(this SafetensorsFile file, string name) => file.Bytes(file.Header.Tensors[name]).ToArray();

    public static float[] Floats(this SafetensorsFile file, string name)
    {
        var tensor = file.Header.Tensors[name];
        var values = new float[tensor.Bytes / tensor.Type.Size()];
        Widening.ToFloat32(file.Bytes(tensor), tensor.Type.Element()!.Value, values);
        return values;
    }

    public static int Extent(this SafetensorsFile file, string name, int dimension) => (int)file.Header.Tensors[name].Shape[dimension];
}
