using BotKit.Benchmarks.Durable.Peers;

var c = args[0];
await using (var raw = await RawLoop.CreateAsync(c)) { await raw.FillAsync(20000); Console.WriteLine(20000 / (await raw.DrainAsync(20000)).TotalSeconds); var s = System.Diagnostics.Stopwatch.StartNew(); await raw.EnqueueAsync(3000, 1); Console.WriteLine(3000 / s.Elapsed.TotalSeconds); }
await using (var q = await QuartzPeer.CreateAsync(c)) { await q.EnqueueAsync(500, 8); Console.WriteLine(500 / (await q.DrainAsync(500)).TotalSeconds); }
await using (var h = new HangfirePeer(c)) { await h.EnqueueAsync(500, 8); Console.WriteLine(500 / (await h.DrainAsync(500)).TotalSeconds); }
