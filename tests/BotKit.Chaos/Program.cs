using BotKit.Chaos;
using BotKit.Chaos.Fsync;
using BotKit.Chaos.Schedules;
using BotKit.Chaos.Workers;

if (args is [WorkerArguments.Verb, ..])
{
    return await WorkerHost.RunAsync(WorkerArguments.Parse(args));
}

if (args is [FsyncCheck.Verb, ..] or [FsyncChild.Verb, ..])
{
    return args[0] == FsyncCheck.Verb ? await FsyncCheck.RunAsync() : await FsyncChild.RunAsync(args[1], args[2]);
}

if (args is [ScheduleWorkerArguments.Verb, ..])
{
    return await ScheduleWorker.RunAsync(ScheduleWorkerArguments.Parse(args));
}

var isOfSchedules = args is [ScheduleOptions.Verb, ..];
var options = new ChaosOptions();
var schedules = new ScheduleOptions();
try
{
    if (isOfSchedules)
    {
        schedules = ScheduleOptions.Parse(args);
    }
    else
    {
        options = ChaosOptions.Parse(args);
    }
}
catch (Exception exception) when (exception is ArgumentException or FormatException)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

var folder = Directory.CreateTempSubdirectory("botkit-chaos-").FullName;
var code = await (isOfSchedules ? new ScheduleConductor(schedules, folder).RunAsync() : new Conductor(options, folder).RunAsync());
if (code == 0 && !(isOfSchedules ? schedules.Keep : options.Keep))
{
    Directory.Delete(folder, recursive: true);
}

return code;
