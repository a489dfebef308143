namespace LongVpo.Collector;

/// <summary>The messages of OTLP 1.x by field number, from the public definition of the protocol: what an exporter sends for each kind of signal.</summary>
internal static class Otlp
{
    private static readonly Shape Any = new() { { 1, "text", FieldKind.Text }, { 2, "boolean", FieldKind.Boolean }, { 3, "number", FieldKind.Number }, { 4, "real", FieldKind.Double } };
    private static readonly Shape KeyValue = new() { { 1, "key", FieldKind.Text }, { 2, "value", Any } };
    private static readonly Shape Resource = Attributed(1);
    private static readonly Shape Scope = new() { { 1, "name", FieldKind.Text }, { 2, "version", FieldKind.Text } };

    public static Shape Traces { get; } = Request("spans", Span());

    public static Shape Metrics { get; } = Request("metrics", Metric());

    public static Shape Logs { get; } = Request("records", Log());

    private static Shape Request(string items, Shape item)
    {
        var scoped = new Shape { { 1, "scope", Scope } };
        scoped.AddMany(2, items, item);
        var resource = new Shape { { 1, "resource", Resource } };
        resource.AddMany(2, "scopes", scoped);
        var request = new Shape();
        request.AddMany(1, "resources", resource);
        return request;
    }

    private static Shape Span()
    {
        var happened = new Shape { { 1, "at", FieldKind.Fixed64 }, { 2, "name", FieldKind.Text } };
        var status = new Shape { { 2, "message", FieldKind.Text }, { 3, "code", FieldKind.Number } };
        var span = Attributed(9);
        span.Add(1, "trace", FieldKind.Hex);
        span.Add(2, "span", FieldKind.Hex);
        span.Add(4, "parent", FieldKind.Hex);
        span.Add(5, "name", FieldKind.Text);
        span.Add(6, "kind", FieldKind.Number);
        span.Add(7, "start", FieldKind.Fixed64);
        span.Add(8, "end", FieldKind.Fixed64);
        span.AddMany(11, "events", happened);
        span.Add(15, "status", status);
        return span;
    }

    private static Shape Metric()
    {
        var number = Attributed(7);
        number.Add(4, "real", FieldKind.Double);
        number.Add(6, "number", FieldKind.SignedFixed64);
        var distribution = Attributed(9);
        distribution.Add(4, "count", FieldKind.Fixed64);
        distribution.Add(5, "sum", FieldKind.Double);
        var metric = new Shape { { 1, "name", FieldKind.Text }, { 3, "unit", FieldKind.Text } };
        metric.Add(5, "gauge", Points(number));
        var sum = Points(number);
        sum.Add(2, "temporality", FieldKind.Number);
        sum.Add(3, "monotonic", FieldKind.Boolean);
        metric.Add(7, "sum", sum);
        metric.Add(9, "histogram", Points(distribution));
        return metric;
    }

    private static Shape Log()
    {
        var record = Attributed(6);
        record.Add(2, "severity", FieldKind.Number);
        record.Add(5, "body", Any);
        record.Add(9, "trace", FieldKind.Hex);
        record.Add(10, "span", FieldKind.Hex);
        return record;
    }

    private static Shape Points(Shape point)
    {
        var points = new Shape();
        points.AddMany(1, "points", point);
        return points;
    }

    private static Shape Attributed(int number)
    {
        var shape = new Shape();
        shape.AddMany(number, "attributes", KeyValue);
        return shape;
    }
}
