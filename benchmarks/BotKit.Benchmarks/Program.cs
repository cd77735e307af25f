Console.Error.WriteLine("No benchmark is written yet.");
return 0;
