using System.Collections.Immutable;
using LongVpo.Models.Managed.Kernels;
using LongVpo.Models.Tensors;

namespace LongVpo.Models.Managed;

/// <summary>Operations that only move numbers.</summary>
public sealed partial class ManagedEngine
{
    /// <inheritdoc/>
    public Tensor Embed(Tensor table, ReadOnlySpan<int> ids)
    {
        Require(table.Rank == 2, "An embedding table is a matrix.");
        foreach (var id in ids) Require((uint)id < (uint)table.Shape[0], $"The table has no row {id}; it has {table.Shape[0]}.");
        var result = Make(ids.Length, table.Width);
        var into = result.Numbers;
        var made = table is ManagedWeight ? null : Own(table);
        for (var row = 0; row < ids.Length; row++)
        {
            var target = into.Slice(row * table.Width, table.Width);
            if (table is ManagedWeight weight) weight.CopyRow(ids[row], target);
            else Rows(made!, ids[row], 1).CopyTo(target);
        }

        return result;
    }

    /// <inheritdoc/>
    public Tensor PutRows(Tensor x, ReadOnlySpan<int> places, Tensor rows)
    {
        Require(rows.Rows == places.Length && rows.Width == x.Width, $"{places.Length} places of {x.Width} channels cannot take [{Text(rows.Shape.AsSpan())}].");
        var from = Numbers(x);
        var put = Numbers(rows);
        var result = Make(x.Shape);
        from.CopyTo(result.Numbers);
        for (var i = 0; i < places.Length; i++)
        {
            Require((uint)places[i] < (uint)x.Rows, $"There is no row {places[i]}; there are {x.Rows}.");
            put.Slice(i * x.Width, x.Width).CopyTo(Rows(result, places[i], 1));
        }

        return result;
    }

    /// <inheritdoc/>
    public Tensor TakeRows(Tensor x, ReadOnlySpan<int> places)
    {
        var from = Own(x);
        var result = Make(places.Length, x.Width);
        for (var i = 0; i < places.Length; i++)
        {
            Require((uint)places[i] < (uint)x.Rows, $"There is no row {places[i]}; there are {x.Rows}.");
            Rows(from, places[i], 1).CopyTo(Rows(result, i, 1));
        }

        return result;
    }

    /// <inheritdoc/>
    public Tensor Slice(Tensor x, int dimension, int start, int count)
    {
        Require((uint)dimension < (uint)x.Rank && start >= 0 && count >= 0 && start + (long)count <= x.Shape[dimension], $"[{Text(x.Shape.AsSpan())}] has no places {start} to {start + (long)count} in dimension {dimension}.");
        var from = Own(x);
        var shape = x.Shape.SetItem(dimension, count);
        var inner = (int)Product(x.Shape.AsSpan()[(dimension + 1)..]);
        var outer = (int)Product(x.Shape.AsSpan()[..dimension]);
        if (outer == 1) return View(from, start * inner, shape);
        var result = Make(shape);
        var numbers = from.Numbers;
        var into = result.Numbers;
        var extent = x.Shape[dimension];
        for (var i = 0; i < outer; i++) numbers.Slice(((i * extent) + start) * inner, count * inner).CopyTo(into[(i * count * inner)..]);
        return result;
    }

    /// <inheritdoc/>
    public Tensor Concatenate(int dimension, params ReadOnlySpan<Tensor> parts)
    {
        Require(parts.Length > 0 && (uint)dimension < (uint)parts[0].Rank, "Something is needed to put together, along a dimension that it has.");
        var total = 0;
        foreach (var part in parts)
        {
            Require(part.Rank == parts[0].Rank && part.Shape.SetItem(dimension, 0).SequenceEqual(parts[0].Shape.SetItem(dimension, 0)), $"[{Text(part.Shape.AsSpan())}] does not fit behind [{Text(parts[0].Shape.AsSpan())}] along dimension {dimension}.");
            total += part.Shape[dimension];
        }

        var result = Make(parts[0].Shape.SetItem(dimension, total));
        var into = result.Numbers;
        var inner = (int)Product(result.Shape.AsSpan()[(dimension + 1)..]);
        var outer = (int)Product(result.Shape.AsSpan()[..dimension]);
        var behind = 0;
        foreach (var part in parts)
        {
            var run = part.Shape[dimension] * inner;
            var from = Numbers(part);
            for (var i = 0; i < outer; i++) from.Slice(i * run, run).CopyTo(into[((i * total * inner) + behind)..]);
            behind += run;
        }

        return result;
    }

    /// <inheritdoc/>
    public Tensor Reshape(Tensor x, params ReadOnlySpan<int> shape)
    {
        Require(Product(shape) == x.Count, $"[{Text(x.Shape.AsSpan())}] does not fill [{Text(shape)}].");
        return View(Own(x), 0, ImmutableArray.Create(shape));
    }

    /// <inheritdoc/>
    public Tensor Permute(Tensor x, params ReadOnlySpan<int> order)
    {
        Require(order.Length == x.Rank && order.ToArray().Order().SequenceEqual(Enumerable.Range(0, x.Rank)), $"[{Text(order)}] is no order of {x.Rank} dimensions.");
        var from = Own(x);
        var shape = new int[x.Rank];
        for (var i = 0; i < shape.Length; i++) shape[i] = x.Shape[order[i]];
        var result = Make(shape);
        Movement.Permute(from.Numbers, x.Shape.AsSpan(), order, result.Numbers);
        return result;
    }

    /// <inheritdoc/>
    public Tensor Patches(Tensor pictures, int size)
    {
        Require(pictures.Rank == 4 && size > 0 && pictures.Shape[2] % size == 0 && pictures.Shape[3] % size == 0, $"Pictures [{Text(pictures.Shape.AsSpan())}] cannot be cut into patches of {size}.");
        var (frames, channels, height, width) = (pictures.Shape[0], pictures.Shape[1], pictures.Shape[2], pictures.Shape[3]);
        var result = Make(frames, height / size * (width / size), channels * size * size);
        Movement.Patches(Numbers(pictures), frames, channels, height, width, size, result.Numbers);
        return result;
    }

    /// <inheritdoc/>
    public Tensor Bicubic(Tensor grid, int height, int width)
    {
        Require(grid.Rank == 4 && grid.Shape[0] == 1 && grid.Count > 0 && height > 0 && width > 0, $"[{Text(grid.Shape.AsSpan())}] is no grid that could be resized to {height} x {width}.");
        var result = Make(1, height, width, grid.Width);
        Movement.Bicubic(Numbers(grid), grid.Shape[1], grid.Shape[2], grid.Width, height, width, result.Numbers);
        return result;
    }
}
