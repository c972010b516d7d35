using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Scale;

/// <summary>How cost grows: with callers, with named clients, with the size of documents.</summary>
internal static class ScaleMode
{
    public static async Task<int> RunAsync()
    {
        Console.WriteLine($"How cost grows. {Machine.Describe()}");
        Console.WriteLine("\nConcurrent callers of one client (default pipeline)\n");
        Console.Write(await CallerScale.RunAsync());
        Console.WriteLine("\nNamed clients of one container, each with a token of its own; plain: AddHttpClient(name)\n");
        Console.Write(await NamedClientScale.RunAsync());
        Console.WriteLine("\nUploads from a stream; hand-written: MultipartFormDataContent\n");
        Console.Write(await UploadScale.RunAsync());
        return 0;
    }
}
