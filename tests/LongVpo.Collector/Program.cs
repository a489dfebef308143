using System.Net;
using LongVpo.Collector;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;

// A collector of telemetry in a process of its own: listens on two free loopback ports (OTLP/HTTP and OTLP/gRPC), says which in its first line, and prints what arrives.
// With a folder as argument it also keeps every message there as it came, for checking with other readers.
using var receiver = new Receiver(args.FirstOrDefault());
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
{
    kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
    kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
});
await using var app = builder.Build();
app.Run(receiver.ReceiveAsync);
await app.StartAsync();
var urls = app.Urls.ToList();
Console.WriteLine($$"""{"http":"{{urls[0]}}","grpc":"{{urls[1]}}"}""");
await Console.Out.FlushAsync();
await app.WaitForShutdownAsync();
