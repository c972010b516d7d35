// One instance of a fleet: reads commands from its input, a line each, and answers each with a line. See Fleet/FleetTests.cs of the end-to-end tests.
using System.Globalization;
using Waldo.FleetInstance;

var settings = new InstanceSettings(new Uri(args[0]), int.Parse(args[1], CultureInfo.InvariantCulture), args[2], DateTimeOffset.Parse(args[3], CultureInfo.InvariantCulture));
await using var instance = new Instance(settings);

// Everything is compiled before the first command: twenty cold processes on two cores would measure the compiler.
await instance.StartAsync(withLock: true);
await instance.CallAsync(1);
Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is { } line)
{
    var words = line.Split(' ');
    Console.WriteLine(words[0] switch
    {
        "start" => await instance.StartAsync(withLock: words[1] == "lock"),
        "calls" => await instance.CallAsync(int.Parse(words[1], CultureInfo.InvariantCulture)),
        "traffic" => await instance.StartTrafficAsync(),
        "stop" => await instance.StopAsync(),
        "patient" => instance.BePatient(words[1] == "yes"),
        "advance" => instance.Advance(TimeSpan.FromSeconds(int.Parse(words[1], CultureInfo.InvariantCulture))),
        "redis" => await instance.ReachRedisAsync(),
        _ => "unknown command",
    });
}
