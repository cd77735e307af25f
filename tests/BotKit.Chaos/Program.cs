using BotKit.Chaos;
using BotKit.Chaos.Fsync;
using BotKit.Chaos.Schedules;
using BotKit.Chaos.Workers;
using BotKit.Chaos.Workflows;

// The processes that the tests start and kill.
switch (args)
{
    case [WorkerArguments.Verb, ..]:
        return await WorkerHost.RunAsync(WorkerArguments.Parse(args));
    case [ScheduleWorkerArguments.Verb, ..]:
        return await ScheduleWorker.RunAsync(ScheduleWorkerArguments.Parse(args));
    case [WorkflowWorkerArguments.Verb, ..]:
        return await WorkflowWorker.RunAsync(WorkflowWorkerArguments.Parse(args));
    case [FsyncChild.Verb, ..]:
        return await FsyncChild.RunAsync(args[1], args[2]);
    case [FsyncCheck.Verb, ..]:
        return await FsyncCheck.RunAsync();
}

var folder = Directory.CreateTempSubdirectory("botkit-chaos-").FullName;
Func<Task<int>> test;
bool keep;
try
{
    switch (args)
    {
        case [ScheduleOptions.Verb, ..]:
            var schedules = ScheduleOptions.Parse(args);
            (test, keep) = (new ScheduleConductor(schedules, folder).RunAsync, schedules.Keep);
            break;
        case [WorkflowKillOptions.Verb, ..]:
            var workflows = WorkflowKillOptions.Parse(args);
            (test, keep) = (new WorkflowConductor(workflows, folder).RunAsync, workflows.Keep);
            break;
        default:
            var options = ChaosOptions.Parse(args);
            (test, keep) = (new Conductor(options, folder).RunAsync, options.Keep);
            break;
    }
}
catch (Exception exception) when (exception is ArgumentException or FormatException)
{
    Directory.Delete(folder);
    Console.Error.WriteLine(exception.Message);
    return 2;
}

var code = await test();
if (code == 0 && !keep)
{
    Directory.Delete(folder, recursive: true);
}

return code;
