using BotKit.Chaos;
using BotKit.Chaos.Fsync;
using BotKit.Chaos.Workers;

if (args is [WorkerArguments.Verb, ..])
{
    return await WorkerHost.RunAsync(WorkerArguments.Parse(args));
}

if (args is [FsyncCheck.Verb, ..] or [FsyncChild.Verb, ..])
{
    return args[0] == FsyncCheck.Verb ? await FsyncCheck.RunAsync() : await FsyncChild.RunAsync(args[1], args[2]);
}

ChaosOptions options;
try
{
    options = ChaosOptions.Parse(args);
}
catch (Exception exception) when (exception is ArgumentException or FormatException)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

var folder = Directory.CreateTempSubdirectory("botkit-chaos-").FullName;
var code = await new Conductor(options, folder).RunAsync();
if (code == 0 && !options.Keep)
{
    Directory.Delete(folder, recursive: true);
}

return code;
